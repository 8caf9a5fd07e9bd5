"""A small pack for tests: four seats, two communities, branches of every kind."""

from functools import cache

from karski.exercise.packs.pack import Pack
from karski.exercise.packs.reading import parse_pack

SEED = 5
FACTORS = ", ".join(f"{number}: 0.4" for number in range(1, 15))

TEXT = f"""
version: 1
title:
  en: Low Water
summary:
  en: A river town and the hills above it.
licence: CC BY 4.0
authors: [Karski]
fictional: true
languages: [en]
warnings:
  - en: Threats to people because of who they are.
guide:
  en: Begin on time.
starts: 1 08:00
ends: 10 18:00
room_minutes: 90
rate: 60
objectives:
  warn:
    en: Pass a warning on.
capabilities:
  sharing:
    title:
      en: Sharing information
    tasks:
      - en: Says who must know.
  deciding:
    title:
      en: Deciding
    tasks:
      - en: Names the legal basis.
regions:
  hills:
    title:
      en: The Hills
    about:
      en: Herders.
    neighbours: [town]
  town:
    title:
      en: The Town
    about:
      en: Traders.
groups:
  herders:
    title:
      en: Herders
    about:
      en: Up there.
  traders:
    title:
      en: Traders
    about:
      en: Down there.
communities:
  - region: hills
    group: herders
    people: 40000
    factors: {{{FACTORS}}}
    phase: 2
    trust: 0.4
  - region: town
    group: traders
    people: 90000
    factors: {{{FACTORS}}}
    phase: 1
    trust: 0.6
institutions:
  ministry:
    title:
      en: Ministry
    about:
      en: Of the interior.
actors:
  radio:
    title:
      en: River Radio
    about:
      en: Loud.
roles:
  envoy:
    title:
      en: Envoy
      hu: Követ
    sector: EU
    team: abroad
    brief:
      en: You can mediate.
    authority:
      en: You mediate.
  interior:
    title:
      en: Interior
    sector: interior
    institution: ministry
    team: government
    brief:
      en: You order the police.
    authority:
      en: You order.
    bot: eager
  justice:
    title:
      en: Justice
    sector: justice
    team: government
    brief:
      en: You prosecute.
    authority:
      en: You sign.
  monitor:
    title:
      en: Monitor
    sector: civil society
    team: abroad
    brief:
      en: You see.
    authority:
      en: You report.
measures:
  mediation:
    legal_basis:
      en: The envoy's mandate.
    decides: [envoy]
    cosign: [interior]
    lead_hours:
      low: 2
      best: 6
      high: 20
    targets: [hills, all]
  joint_risk_cell:
    title:
      en: A joint cell
    legal_basis:
      en: The government's order.
    decides: [interior, justice]
    vote:
      of: [interior, justice, monitor]
      needed: 2
    lead_hours:
      low: 1
      best: 1
      high: 1
    parameters:
      seat:
        title:
          en: Seat
        choices:
          capital:
            en: In the capital
          town:
            en: In the town
    repeatable: true
  unarmed_observers:
    legal_basis:
      en: By invitation.
    decides: [justice]
    lead_hours:
      low: 0
      best: 0
      high: 0
phases:
  - stage: brief
    at: 1 08:00
    title:
      en: Briefing
milestones:
  warned:
    title:
      en: Somebody proposed something
    when:
      decided:
        measure: mediation
        stage: proposed
  bad:
    title:
      en: Violence has begun
    when:
      world:
        variable: incidents
        at_least: 1
    good: false
questions:
  calm:
    text:
      en: Will nobody have died by day 4?
    to: [all]
    at: 1 12:00
    closes: 2 12:00
    resolves: 4 12:00
    true_when:
      world:
        variable: deaths
        below: 1
injects:
  first:
    title:
      en: Radio
    text:
      en: The radio calls the herders thieves.
    channel: radio
    sender: radio
    to: [monitor]
    at: 1 08:00
    truth: 'true'
    shocks:
      - community: hills
        factor: 9
        by: 0.2
  note:
    title:
      en: Note
    text:
      en: Men buy petrol.
    channel: intelligence
    sender: ministry
    to: [interior, justice]
    at: 1 10:00
    grade:
      source: B
      information: 2
    truth: 'unknown'
    expected:
      - en: Interior tells the envoy.
  only_if_quiet:
    title:
      en: Quiet
    text:
      en: Nobody has spoken of mediation.
    channel: press
    sender: radio
    to: [all]
    at: 1 20:00
    when:
      not:
        milestone: warned
    truth: 'true'
  after_warning:
    title:
      en: A reply
    text:
      en: Elders would meet.
    channel: call
    sender: ministry
    to: [envoy]
    when:
      milestone: warned
    delay_minutes: 90
    truth: 'true'
  once_taken:
    title:
      en: They come
    text:
      en: The envoy is expected.
    channel: field
    sender: monitor
    to: [monitor, envoy]
    when:
      decided:
        measure: mediation
        target: hills/herders
    truth: 'true'
  counted:
    title:
      en: Count
    text:
      en: "{{low}} to {{high}} people have left."
    channel: field
    sender: monitor
    to: [monitor]
    at: 5 09:00
    truth: 'true'
    report:
      variable: displaced
      spread: 0.5
  working:
    title:
      en: Talks
    text:
      en: They talk.
    channel: press
    sender: radio
    to: [all]
    when:
      all:
        - decided:
            measure: mediation
            stage: in effect
        - after: 2 09:00
        - any:
            - inject: note
            - milestone: bad
    truth: 'true'
  spare:
    title:
      en: Spare
    text:
      en: A rumour of poison.
    channel: social
    sender: radio
    to: [monitor, justice]
    truth: 'false'
    sensitive: true
debrief:
  - en: Who knew, and did not tell?
sources:
  - UN Framework of Analysis for Atrocity Crimes (2014)
"""


@cache
def pack() -> Pack:
    """The pack, held to everything that packs must keep."""
    return parse_pack(TEXT, "low_water.yaml")
