"""Photographs of phones in a format that every browser shows.

What comes in is a stranger's: how large it becomes is looked up before it is decoded,
and one that cannot be read stays what it is.
"""

from __future__ import annotations

import io
import logging
from typing import IO, Any

import pillow_heif
from PIL import Image

from tenants.storage.temporary import SealedTemporaryFile

log = logging.getLogger(__name__)

MAX_BYTES = 50 * 1024 * 1024  # read into memory as a whole
MAX_PIXELS = 50_000_000  # of a phone with 48 megapixels; three bytes each
QUALITY = 88


def to_jpeg(file: IO[Any], *, size: int) -> IO[bytes] | None:
    """A JPEG of a HEIC photograph: upright, and without what else it told, such as the
    place where it was taken. None when there is no such picture in it."""
    if size > MAX_BYTES:
        return None
    whole = io.BytesIO(
        file.read()
    )  # outside: a storage that fails is no broken picture
    try:
        return _converted(whole)
    except Exception as error:  # noqa: BLE001  (whatever the decoder stumbled over)
        log.info("a photograph could not be read: %s", type(error).__name__)
        return None


def _converted(file: IO[Any]) -> IO[bytes] | None:
    """The decoder turns it upright, as HEIF says how a picture stands; EXIF only says
    so too. Colours keep their profile, all other facts are left behind."""
    found = pillow_heif.open_heif(file, convert_hdr_to_8bit=True)
    width, height = found.size
    if width * height > MAX_PIXELS:
        return None
    picture: Image.Image = found.to_pillow().convert("RGB")
    profile = picture.info.get("icc_profile")
    picture.info = {}
    made = SealedTemporaryFile()
    picture.save(made, "JPEG", quality=QUALITY, icc_profile=profile)
    made.seek(0)
    return made
