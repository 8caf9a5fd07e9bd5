"""Forty acceptances at once never make twenty-six, whatever the database."""

from beside import Host

MADE = "from web.workshops import seats_made as made\n"
CROWD = MADE + "made.crowd()"
COUNTED = MADE + "print(made.counted())"
ANSWER = MADE + "made.at_once(made.answer, range(*map(int, sys.argv[1:])))"
TAKE = (
    MADE + "made.Offer.objects.all().delete()\n"
    "made.at_once(made.take, range(40))\n"
    "print(made.counted())"
)


def test_forty_answers_at_once_never_fill_a_twenty_sixth_seat(host: Host) -> None:
    host.python(CROWD)
    runners = [
        host.start("import sys\n" + ANSWER, *each)
        for each in (("0", "24"), ("24", "48"))  # eight of the forty twice
    ]
    ends = [runner.communicate(timeout=300) for runner in runners]
    assert [end[1] for end in ends] == [""] * 2
    held, seats, people, left, again = map(int, host.python(COUNTED).split())
    assert (held, seats, people) == (25, 25, 25)
    assert left == again > 0  # each seat that fell free was offered again, once
    # past every action, the database itself gives no seat twice
    assert host.python(TAKE).split()[:3] == ["25", "25", "25"]
