"""The forms of a feed."""

from email.utils import format_datetime

from hypothesis import given
from hypothesis import strategies as st

from generator.clock import rfc822

ZONES = st.timezones() | st.none()


@given(st.datetimes(timezones=ZONES))
def test_a_moment_is_written_as_mail_writes_it(moment) -> None:
    assert rfc822(moment) == format_datetime(moment)
