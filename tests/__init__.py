"""The promises of the portal, as tests."""
