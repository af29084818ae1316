"""From files to sentences: documents as read, their stories without furniture, and the sentences of those."""

from loader.read.decode import Ignored, Unreadable
from loader.read.documents import read_documents
from loader.read.languages import language
from loader.read.segment import sentences
from loader.read.split import stories

__all__ = ["Ignored", "Unreadable", "language", "read_documents", "sentences", "stories"]
