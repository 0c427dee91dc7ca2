"""The chart of a lesion: areas shaded as they are named, and places of pain, without boxes."""

from exam.domain.leg_chart.paper import draw_shares
from exam.domain.leg_chart.state import ReportedPlace


def test_it_shades_what_is_named_and_marks_where_it_hurts():
    places = (ReportedPlace("lateral_leg", "right", pain=True, tingling=False),)
    drawing = draw_shares({("L5", "right"): "altered", ("S1", "right"): "not_tested"}, places, "Of the right leg.")
    assert set(drawing.fills) == {"not_examined", "altered", "not_tested"}
    assert drawing.fills["altered"] != drawing.fills["not_tested"]
    assert drawing.chart.description == "Of the right leg."
    assert drawing.marks.pain
    assert (drawing.boxes, drawing.letters, drawing.dashed, drawing.ground.plates, drawing.marks.tingling) == ("",) * 5


def test_the_other_leg_is_shaded_elsewhere():
    right = draw_shares({("L5", "right"): "altered"}, (), "")
    left = draw_shares({("L5", "left"): "altered"}, (), "")
    assert right.fills["altered"] != left.fills["altered"]
    assert right.borders.count("M") == left.borders.count("M")
