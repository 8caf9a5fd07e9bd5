"""What the Early Warning Project takes from V-Dem, named as it names them."""

from karski.core.columns import Column

Meaning = tuple[str, float | None, float | None]  # and least and greatest

MEANINGS: dict[str, Meaning] = {
    "pol_killing_approved": ("political killings, approved by leaders", 0, 1),
    "social_inequality": ("civil liberties differ between social groups", 0, 1),
    "even_civilrights": ("civil liberties are even across the country", 0, 1),
    "repress_civilsoc": ("civil society organisations are repressed", 0, 1),
    "social_power_dist": ("power is held by some social groups only", 0, 1),
    "ses_power_dist": ("power by socio-economic position, model's scale", None, None),
    "minorityrule": ("a social minority rules", 0, 1),
    "judicialreform": ("reforms of the judiciary's powers, three levels", 0, 2),
    "religiousfreedom": ("freedom of religion, five levels", 0, 4),
    "freediscussion": ("freedom of discussion, index", 0, 1),
    "partyban.new.0": ("bans on parties: first of three levels", 0, 1),
    "partyban.new.1": ("bans on parties: second of three levels", 0, 1),
    "partyban.new.2": ("bans on parties: third of three levels", 0, 1),
    "v2csgender_binary": ("women's part in civil society, two levels", 0, 1),
    "v2mecenefm_binary": ("censorship of the media, two levels", 0, 1),
}
"""Meaning, least and greatest of each."""


def columns(*, missing: bool, prefix: str = "") -> tuple[Column, ...]:
    """Return them as columns, named with `prefix`."""
    return tuple(
        Column(prefix + name, meaning, "1", least, greatest, missing)
        for name, (meaning, least, greatest) in MEANINGS.items()
    )
