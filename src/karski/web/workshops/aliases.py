"""Plants that stand in for names, so that a screen tells nobody who applied."""

import secrets
from collections.abc import Iterator
from itertools import count

from karski.web.workshops.models import Candidate, Workshop

_WORDS = """
    Acacia Agrimony Alder Alyssum Amaranth Anemone Angelica Apple Arnica Ash Aspen Aster
    Avens Azalea Balsam Barberry Basil Bay Bearberry Beech Bilberry Birch Bistort
    Blackthorn Bluebell Borage Bracken Bramble Briar Broom Bryony Bugle Burdock Burnet
    Buttercup Camellia Campion Caraway Cedar Celandine Celery Chamomile Cherry Chervil
    Chestnut Chicory Cicely Clary Clematis Clover Coltsfoot Columbine Comfrey Coriander
    Cornel Cornflower Cowslip Cranberry Crocus Currant Cypress Daffodil Dahlia Daisy
    Damson Dandelion Dill Dock Dogwood Elder Elm Fennel Fern Feverfew Fig Fir Flax
    Forsythia Foxglove Freesia Fritillary Fuchsia Furze Gean Gentian Geranium Ginger
    Gooseberry Gorse Hawkbit Hawthorn Hazel Heather Hellebore Hemp Holly Hollyhock
    Honesty Honeysuckle Hop Hornbeam Horsetail Hyacinth Hydrangea Hyssop Iris Ivy
    Jasmine Juniper Knapweed Laburnum Larch Larkspur Laurel Lavender Lilac Lily Linden
    Lovage Lupin Madder Magnolia Mallow Maple Marigold Marjoram Marram Meadowsweet
    Medlar Melissa Mimosa Mint Mistletoe Mulberry Mullein Mustard Myrtle Narcissus
    Nettle Oak Oleander Olive Orchid Oregano Osier Oxlip Pansy Parsley Peach Pear Peony
    Periwinkle Petunia Phlox Pimpernel Pine Plantain Plum Poplar Poppy Primrose Privet
    Quince Ragwort Raspberry Reed Rhubarb Rosemary Rowan Rue Rush Sage Sallow Samphire
    Savory Saxifrage Scabious Sedge Self-heal Snapdragon Snowdrop Sorrel Speedwell
    Spindle Spruce Squill Stitchwort Sunflower Sycamore Tamarisk Tansy Tarragon Teasel
    Thistle Thrift Thyme Toadflax Tormentil Tulip Valerian Verbena Vervain Vetch Violet
    Walnut Willow Wintergreen Wisteria Woodruff Yarrow Yew Zinnia
"""
PLANTS = tuple(_WORDS.split())


def free(workshop: Workshop) -> Iterator[str]:
    """Yield plants that stand for nobody in a workshop yet, in a drawn order.

    Drawn, so that a plant does not tell who came first. When all are taken, they come
    again with a number.
    """
    rows = Candidate.objects.filter(workshop=workshop)
    taken = set(rows.values_list("alias", flat=True))
    for turn in count(1):
        left = [name for name in _turn(turn) if name not in taken]
        secrets.SystemRandom().shuffle(left)
        yield from left


def _turn(turn: int) -> Iterator[str]:
    return (name if turn == 1 else f"{name} {turn}" for name in PLANTS)
