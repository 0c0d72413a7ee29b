"""Everything that can be wrong in one school's file by itself: for the command, the preview and files from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import List, Optional, Tuple

from bot.knowledge.catalog import Catalog
from bot.knowledge.checks.contacts import check_age, check_school_contacts, check_templates
from bot.knowledge.checks.numbers import check_numbers
from bot.knowledge.checks.references import check_instelling
from bot.knowledge.checks.taal import Schooltaal
from bot.knowledge.problems import Problem
from bot.knowledge.reading import Document
from bot.knowledge.schema import Instelling
from bot.knowledge.validation import validate


def check_document(
    doc: Document, id_: str, basis: Catalog, kennis: Path, vandaag: date, taal: Optional[Schooltaal] = None
) -> List[Problem]:
    """All problems of one school's file; see ``read_school``."""
    return read_school(doc, id_, basis, kennis, vandaag, taal)[1]


def read_school(
    doc: Document, id_: str, basis: Catalog, kennis: Path, vandaag: date, taal: Optional[Schooltaal] = None
) -> Tuple[Optional[Instelling], List[Problem]]:
    """(school, problems). Ids, numbers and template texts are checked even beside other mistakes.

    ``taal``: also say which texts are too hard, once the rest is right.
    """
    model, problems = validate(Instelling, doc)
    problems += [*check_instelling(doc, basis.loketten, basis.themas), *check_texts(doc, basis, kennis)]
    if model:
        eigen = replace(basis, instellingen={id_: model}, documenten={f"instellingen/{id_}": doc})
        problems += [*check_school_contacts(eigen, id_), *check_age(eigen, id_, vandaag)]
        problems += taal.check(doc) if taal else []
    return model, sorted(set(problems))


def check_texts(doc: Document, basis: Catalog, kennis: Path) -> List[Problem]:
    """Numbers that may not be used and texts of the template, anywhere in this document."""
    eigen = replace(basis, documenten={"instellingen/": doc})
    return [*check_numbers(eigen, kennis), *check_templates(eigen, kennis)]
