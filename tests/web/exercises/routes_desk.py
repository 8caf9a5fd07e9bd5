"""Addresses of joining and of desks: whoever holds the link is that person."""

from tests_routes import anything

NAMES = (
    "join_with",
    "mine",
    "choose_seat",
    "leave",
    "my_stream",
    "my_entries",
    "desk_part",
    "desk_talk",
    "desk_brief",
    "desk_message",
    "desk_share",
    "desk_inform",
    "desk_say",
    "desk_ask",
    "desk_advice",
    "desk_board",
    "desk_notes",
    "desk_read",
    "desk_forecast",
    "desk_step_out",
    "desk_step_back",
    "desk_measures",
    "desk_measure",
    "desk_propose",
    "desk_decision",
    "desk_sign",
    "desk_decline",
    "desk_vote",
    "desk_withdraw",
)
ANYBODYS = {f"exercises:{name}": anything for name in NAMES}
