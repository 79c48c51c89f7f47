"""Surveys: questions to firms, who is asked, what they answer, and what of it everybody may see."""
