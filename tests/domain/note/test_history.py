"""The head and the history of a note: yes, no, and what was not asked."""

from tests.domain.note.notes import note


def test_the_head_says_who_when_and_what_for():
    head = note(
        patient={"reference": "4471", "age": 54, "sex": "female"},
        examined_at="2026-11-21T10:30:00+01:00",
        presentation={"symptom_side": "left", "duration_weeks": 5, "onset": "gradual"},
        examiner={"name": "A. Brandt", "role": "Physiotherapist", "registration": "PT 1"},
    )
    assert dict(head.patient) == {
        "Patient reference": "4471",
        "Age and sex": "54 years, female",
        "Complaint": "Left leg, for 5 weeks, gradual onset",
        "Examined": "21 November 2026, 10:30 (UTC+01:00)",
        "By": "A. Brandt, Physiotherapist, PT 1",
    }


def test_what_is_unknown_is_shown_as_not_recorded():
    unknown = dict(note().patient)
    assert unknown["Age and sex"] == unknown["Complaint"] == unknown["By"] == "not recorded"
    assert unknown["Examined"] == "time not recorded"


def test_a_complaint_of_both_legs_or_neither():
    assert dict(note(presentation={"symptom_side": "both"}).patient)["Complaint"] == "Both legs"
    assert dict(note(presentation={"symptom_side": "none"}).patient)["Complaint"] == "Neither leg"
    back = {"symptom_side": "none", "pain_sites": {"midline": ["low_back"]}}
    assert dict(note(presentation=back).patient)["Complaint"] == "Low back, neither leg"


def test_the_history_distinguishes_yes_from_no_and_leaves_out_what_was_not_asked():
    story = note(
        presentation={
            "pain_sites": {"midline": ["low_back"], "left": ["knee", "buttock"], "right": []},
            "paraesthesia_sites": {"left": ["great_toe"]},
            "zoster_dermatomes": {"left": ["S1", "L1", "L5"], "right": []},
            "second_leg_weeks": 2,
            "old_deficit": {"left": "stroke", "right": "polio, 1962"},
            "features": {"back_pain": True, "diabetes": False, "knee_injury": False},
            "imaging_limits": {"pregnant": False, "mri_contraindicated": True},
            "examiner_had_seen_imaging": False,
        }
    ).complaint
    assert dict(story) == {
        "Pain": "right: none; left: knee and buttock; midline: low back",
        "Tingling or numbness": "left: great toe",
        "Second leg": "joined 2 weeks ago",
        "Known old deficit": "right: polio, 1962; left: stroke",
        "Associated features": "back pain",
        "Dermatomes of the shingles rash": "right: none; left: L1, L5 and S1",
        "Not present": "knee injury and diabetes",
        "Relevant to imaging": "contraindication to MRI: yes; pregnancy: no",
        "Imaging seen before the examination": "no",
    }
    assert note().complaint == ()


def test_a_red_flag_that_was_not_asked_is_not_a_no():
    flags = dict(note(red_flags={"fever": False, "saddle_numbness": True}).red_flags)
    assert (flags["Yes"], flags["No"]) == ("saddle numbness", "fever")
    assert "history of cancer" in flags["Not asked"]
    assert "fever" not in flags["Not asked"]
    assert dict(note().red_flags) == {"Not asked": "no red flags were asked about"}


def test_what_is_new_and_what_is_long_standing_have_lines_of_their_own():
    flags = note(
        red_flags={
            "saddle_numbness": True,
            "faecal_incontinence": True,
            "urinary_urgency_or_hesitancy": True,
            "fever": True,
        },
        red_flag_course={"urinary_urgency_or_hesitancy": "long_standing", "saddle_numbness": "new"},
    ).red_flags
    assert flags[:3] == (
        ("New or worse", "saddle numbness"),
        ("Long-standing, unchanged", "urinary urgency or hesitancy"),
        ("Yes", "faecal incontinence and fever"),
    )
    assert [line.head for line in flags[3:]] == ["Not asked"]


def test_what_was_never_offered_is_not_called_not_asked():
    not_asked = dict(note(red_flags={"cancer_history": False}).red_flags)["Not asked"]
    assert "recent bloodstream infection" in not_asked
    assert "cancer" not in not_asked


def test_what_is_asked_among_the_red_flags_is_printed_there():
    spread = {"can_spread_to_bone": True, "dialysis_or_line": False, "back_pain": True}
    shown = note(presentation={"features": spread})
    assert dict(shown.complaint) == {"Associated features": "back pain"}
    flags = dict(shown.red_flags)
    assert (flags["Yes"], flags["No"]) == ("cancer that can spread to bone", "dialysis or a line in a vein")


def test_comments_have_their_steps_as_headings_and_follow_their_order():
    shown = note(comments={"note": "In summary.", "strength": "Good effort.", "red_flags": "Seen twice."})
    assert shown.comments == (("Red flags", "Seen twice."), ("Strength", "Good effort."), ("Overall", "In summary."))


def test_what_the_duration_answers_is_not_called_not_asked():
    def not_asked(**story):
        return dict(note(red_flags={"fever": False}, presentation=story).red_flags)["Not asked"]

    assert "symptoms beyond a few weeks" in not_asked()
    assert "symptoms beyond a few weeks" not in not_asked(duration_weeks=130)
    assert "symptoms beyond a few weeks" not in not_asked(duration_weeks=1)
    assert "symptoms in both legs" in not_asked(symptom_side="left", duration_weeks=130)
    assert "numbness, tingling or weakness" in not_asked(paraesthesia_sites={"left": ["sole"]})
