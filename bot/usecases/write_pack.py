"""Write a rule pack as the files of a policy folder: what its owner changes and uploads again."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from bot.domain.library import PackContent
from bot.domain.rules import Rule
from bot.usecases.ports import RecordReader
from bot.usecases.read_pack import LEARNED, SEVERITIES


def pack_files(content: PackContent, reader: RecordReader) -> dict[str, str]:
    """Path in a policy folder → text; read again they are the same records. Notes (#) are not kept."""
    files = {f"rules/{rule.id}.yml": reader.write_record(_rule(rule)) for rule in content.rules}
    files |= {f"resources/{topic.id}.yml": reader.write_record(_record(topic)) for topic in content.topics}
    files["firm.yml"] = reader.write_record(_record(content.firm))
    if content.severities:
        changes = [_record(each) for each in content.severities]
        files[SEVERITIES] = reader.write_record({"severities": changes})
    if content.learned:
        files[LEARNED] = content.learned.model_dump_json(indent=0) + "\n"
    return files


def _record(record: BaseModel) -> dict[str, Any]:
    """What it says; what it leaves to the defaults is left out."""
    return record.model_dump(mode="json", exclude_defaults=True)


def _rule(rule: Rule) -> dict[str, Any]:
    """As people write it: a detector begins with its kind, an example is a bare text where it can be."""
    record = _record(rule)
    return record | {
        "detect": [{"kind": each["kind"], **each} for each in record["detect"]],
        "examples": {
            sort: {language: [_bare(each) for each in texts] for language, texts in both.items()}
            for sort, both in record["examples"].items()
        },
    }


def _bare(example: Mapping[str, Any]) -> Any:
    return example["text"] if set(example) == {"text"} else example
