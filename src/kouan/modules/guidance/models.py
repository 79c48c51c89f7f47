"""Tables of the guidance module. All of them follow from the log: ``rebuild()`` makes them anew from it.

Days are ISO texts, instants integer microseconds. What a firm answered is JSON as the log has it.
"""

import json
from typing import Any

from django.db import models

from kouan.kernel.text import Text


class Survey(models.Model):
    """Questions to firms. ``said``: the questions, whom and how they were drawn, as its first event has it."""

    id = models.CharField(primary_key=True, max_length=20)
    title_zh = models.CharField(max_length=100)
    title_en = models.CharField(max_length=150)
    closes = models.CharField(max_length=10)
    said = models.TextField()
    asked = models.IntegerField()
    opened_at = models.BigIntegerField()
    published_at = models.BigIntegerField(null=True)
    demo = models.BooleanField()

    class Meta:
        db_table = "guidance_survey"

    @property
    def title(self) -> Text:
        return Text(self.title_zh, self.title_en)

    @property
    def told(self) -> dict[str, Any]:
        """``said``, read."""
        told: dict[str, Any] = json.loads(self.said)
        return told


class Invitation(models.Model):
    """A firm that is asked, with its roles (separated by commas) when the survey opened."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="invitations")
    party = models.CharField(max_length=18, db_index=True)
    roles = models.CharField(max_length=300)

    class Meta:
        db_table = "guidance_invitation"
        constraints = [models.UniqueConstraint(fields=["survey", "party"], name="guidance_invitation_once")]


class Answer(models.Model):
    """What a firm answered last. ``revision``: how many times it has; the log has them all."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="answers")
    party = models.CharField(max_length=18)
    said = models.TextField()
    revision = models.IntegerField()
    answered_at = models.BigIntegerField()

    class Meta:
        db_table = "guidance_answer"
        constraints = [models.UniqueConstraint(fields=["survey", "party"], name="guidance_answer_once")]

    @property
    def told(self) -> dict[str, Any]:
        """``said``, read."""
        told: dict[str, Any] = json.loads(self.said)
        return told


class Problem(models.Model):
    """Something to be solved. ``firm``: who raised it; ``origin``: the survey or talk where, ``question``: in which.

    What agencies read is ``title`` and ``words``, in which the port office names a firm or does not.
    """

    id = models.CharField(primary_key=True, max_length=20)
    title = models.CharField(max_length=100)
    words = models.TextField()
    firm = models.CharField(max_length=18, db_index=True)
    origin = models.CharField(max_length=20, db_index=True)
    question = models.CharField(max_length=30)
    about = models.CharField(max_length=30)
    passed_at = models.BigIntegerField()
    demo = models.BooleanField()

    class Meta:
        db_table = "guidance_problem"


class Referral(models.Model):
    """A problem as it lies with one agency. ``outcome``: "" until it answers; then solved or not-solved."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="referrals")
    agency = models.CharField(max_length=18, db_index=True)
    due = models.CharField(max_length=10)
    outcome = models.CharField(max_length=12)
    words = models.TextField()
    answered_at = models.BigIntegerField(null=True)

    class Meta:
        db_table = "guidance_referral"
        constraints = [models.UniqueConstraint(fields=["problem", "agency"], name="guidance_referral_once")]


class Talk(models.Model):
    """A meeting with firms (座谈会). ``firms``: who was there, JSON list of codes."""

    id = models.CharField(primary_key=True, max_length=20)
    held_on = models.CharField(max_length=10)
    subject = models.CharField(max_length=100)
    minutes = models.TextField()
    firms = models.TextField()
    demo = models.BooleanField()

    class Meta:
        db_table = "guidance_talk"

    @property
    def present(self) -> list[str]:
        """``firms``, read."""
        codes: list[str] = json.loads(self.firms)
        return codes
