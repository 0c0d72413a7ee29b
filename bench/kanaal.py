"""Rasa's rest channel that passes on ``metadata``, in the way Rasa documents: without it stock would never look up a contact."""

from __future__ import annotations

from typing import Any, Dict, Optional

from rasa.core.channels.rest import RestInput
from sanic.request import Request


class RestWithMetadata(RestInput):
    def get_metadata(self, request: Request) -> Optional[Dict[str, Any]]:
        metadata = (request.json or {}).get("metadata")
        return metadata if isinstance(metadata, dict) else None
