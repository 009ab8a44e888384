"""The forms of a feed."""

from datetime import UTC, datetime
from email.utils import format_datetime

from hypothesis import given
from hypothesis import strategies as st

from generator.clock import rfc822
from generator.feeds.item import stamp

ZONES = st.timezones() | st.none()


@given(st.datetimes(timezones=ZONES))
def test_a_moment_is_written_as_mail_writes_it(moment) -> None:
    assert rfc822(moment) == format_datetime(moment)


def test_a_moment_at_the_ends_of_the_calendar_is_written_all_the_same() -> None:
    assert stamp(datetime(999, 1, 1, tzinfo=UTC)) == "0999-01-01T00:00:00Z"
    assert stamp(datetime.fromisoformat("0001-01-01T00:00:00+14:00")) == "0001-01-01T00:00:00+14:00"
    assert stamp(datetime.fromisoformat("9999-12-31T23:59:59-14:00")) == "9999-12-31T23:59:59-14:00"


@given(st.datetimes(timezones=ZONES))
def test_a_moment_is_read_again_as_it_was(moment) -> None:
    moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).replace(microsecond=0)
    assert abs((datetime.fromisoformat(stamp(moment)) - moment).total_seconds()) < 1
