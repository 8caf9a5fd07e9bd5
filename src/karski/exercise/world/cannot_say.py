"""What the model cannot say, in plain words, for everybody who sees its numbers."""

from typing import Final

CANNOT_SAY: Final = (
    "It forecasts nothing. No place, group or date of the real world is in it, and none"
    " may be read into it.",
    "It cannot say that a measure works. How large an effect is drawn, and how widely,"
    " is our translation of grades of evidence into numbers.",
    "A measure that nobody has graded is drawn to harm as often as to help. In the"
    " middle run it changes little, and the mean of deaths can only rise with it: as"
    " much more risk adds more deaths than as much less risk saves.",
    "It cannot say why violence happens. Risk factors move chances by weights that we"
    " chose; the Framework gives none.",
    "Its base rates are those of areas of about 110 kilometres where somebody had been"
    " killed in two years before, 1989 to 2020. An exercise's communities start nearer"
    " to violence than nearly all of them, where the data is thinnest.",
    "Deaths are those that were reported and placed. Killings that nobody counted are"
    " not in the data, and so not in the model.",
    "Genocide and other killing on the largest scale is outside it: one incident kills"
    " no more than a thousand people.",
    "Nobody in it decides to kill or to stop. Perpetrators do not answer to what is"
    " done against them, move elsewhere, or wait until observers have gone.",
    "Displacement and trust rest on no data at all. Their numbers are there to be"
    " talked about, not to be planned with.",
    "Who has fled is counted where they fled from. They do not come back, and the model"
    " does not follow what happens to them.",
    "What would have happened otherwise is what this model would have done otherwise."
    " It is a help to think with, and proves nothing about those who decided.",
)
