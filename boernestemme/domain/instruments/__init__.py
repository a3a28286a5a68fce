"""Questionnaires: codes, scales and versions, without wording."""
