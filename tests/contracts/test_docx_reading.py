"""What of a Word file is its text, and which numbers Word would show."""

import pytest

from bot.adapters.document_readers import docx_reader
from bot.adapters.document_readers.limits import Limits
from bot.domain.outline import Block
from tests.documents.small_docx import numbered, numbering, paragraph, run, small_docx


def blocks(body: str, **parts: str) -> list[Block]:
    return list(docx_reader.read(small_docx(body, **parts), Limits()).blocks)


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in blocks(body, **parts)]


def labels(body: str, **parts: str) -> list[str]:
    return [block.label for block in blocks(body, **parts)]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="Titre 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My heading"/>'
    '<w:basedOn w:val="T1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Deep"><w:name w:val="Deep"/>'
    '<w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="TM 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/>'
    "<w:rPr><w:vanish/></w:rPr></w:style>"
)


def test_headings_are_known_by_style_name_by_what_it_is_based_on_and_by_outline_level() -> None:
    body = "".join(paragraph("A", f'<w:pStyle w:val="{style}"/>') for style in ("T1", "Mine", "Deep", "None"))
    body += paragraph("A", '<w:outlineLvl w:val="1"/>')

    assert [block.level for block in blocks(body, styles=STYLES)] == [1, 1, 4, 0, 2]


def test_tracked_changes_are_read_as_accepted() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del>'
    inserted = f'<w:ins w:id="2">{run("always ")}</w:ins>'
    body = f"<w:p>{run('We ')}{deleted}{inserted}{run('disclose.')}</w:p>"

    assert texts(body) == ["We always disclose."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    body = paragraph("We do", '<w:rPr><w:del w:id="1"/></w:rPr>') + paragraph("not promise.")

    assert texts(body) == ["We do not promise."]


def test_moved_text_is_read_where_it_was_moved_to() -> None:
    body = (
        f"<w:p><w:moveFrom>{run('gone')}</w:moveFrom>{run('Stays')}<w:moveTo>{run(' here')}</w:moveTo></w:p>"
    )

    assert texts(body) == ["Stays here"]


def test_hidden_text_comments_and_notes_are_left_out() -> None:
    body = (
        f"<w:p>{run('Seen')}{run(' hidden', '<w:vanish/>')}"
        f"{run(' by style', '<w:rStyle w:val=' + chr(34) + 'Secret' + chr(34) + '/>')}"
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="1"/></w:r>'
        f"{run(' too', '<w:vanish w:val=' + chr(34) + '0' + chr(34) + '/>')}</w:p>"
    )

    assert texts(body, styles=STYLES) == ["Seen too"]


def test_a_table_of_contents_is_left_out_by_style_by_field_and_by_gallery() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    body = (
        paragraph("1 Purpose 3", '<w:pStyle w:val="TM1"/>')
        + f"<w:p>{mark.format('begin')}{code}{mark.format('separate')}{run('2 Scope 4')}</w:p>"
        + f"<w:p>{run('3 Roles 5')}</w:p><w:p>{mark.format('end')}</w:p>"
        + '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        + "</w:docPartObj></w:sdtPr>"
        + f"<w:sdtContent>{paragraph('Contents')}</w:sdtContent></w:sdt>"
        + f"<w:sdt><w:sdtContent>{paragraph('Kept')}</w:sdtContent></w:sdt>"
    )

    assert texts(body, styles=STYLES) == ["Kept"]


def test_the_shown_result_of_a_field_is_text_and_its_instruction_is_not() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = (
        f"<w:p>{run('See ')}{mark.format('begin')}<w:r><w:instrText>REF a</w:instrText></w:r>"
        f"{mark.format('separate')}{run('clause 3')}{mark.format('end')}{run('.')}</w:p>"
    )

    assert texts(body) == ["See clause 3."]


@pytest.mark.parametrize(
    ("shape", "text", "expected"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("lowerLetter", "(%1)", ["(a)", "(b)", "(c)"]),
        ("upperRoman", "Section %1", ["Section I", "Section II", "Section III"]),
        ("lowerRoman", "%1.", ["i.", "ii.", "iii."]),
        ("bullet", "\uf0b7", ["•", "•", "•"]),
        ("none", "", ["", "", ""]),
    ],
)
def test_every_way_of_counting_shows_as_in_word(shape: str, text: str, expected: list[str]) -> None:
    body = "".join(numbered(each) for each in "ABC")

    assert labels(body, numbering=numbering((shape, text))) == expected


def test_deeper_levels_begin_again_under_the_next_number() -> None:
    levels = ("decimal", "Article %1"), ("decimal", "%1.%2"), ("lowerLetter", "%3)")
    body = "".join(numbered("x", level) for level in (0, 1, 2, 2, 1, 0, 1, 2))

    assert labels(body, numbering=numbering(*levels)) == [
        "Article 1", "1.1", "a)", "b)", "1.2", "Article 2", "2.1", "a)",
    ]  # fmt: skip


def test_a_level_that_never_restarts_counts_on() -> None:
    levels = ("decimal", "%1"), ("decimal", "§ %2")
    body = "".join(numbered("x", level) for level in (0, 1, 1, 0, 1))
    lists = numbering(*levels, more='<w:lvlRestart w:val="0"/>')

    assert labels(body, numbering=lists) == ["1", "§ 1", "§ 2", "2", "§ 3"]


def test_a_list_that_says_where_it_starts_starts_there() -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
    )
    body = numbered("x") + numbered("x") + numbered("x", key=2) + numbered("x", key=2) + numbered("x", key=3)

    assert labels(body, numbering=numbering(("decimal", "%1.")) + again) == ["1.", "2.", "7.", "8.", "9."]


def test_a_list_that_is_turned_off_numbers_nothing() -> None:
    assert labels(numbered("x", key=0), numbering=numbering(("decimal", "%1."))) == [""]


def test_rows_are_blocks_and_a_frame_of_one_cell_is_none() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    deleted = f"<w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc>{paragraph('gone')}</w:tc></w:tr>"
    body = f"<w:tbl>{row('A', 'B')}{row('', 'C')}{deleted}</w:tbl><w:tbl>{row('Framed')}</w:tbl>"

    assert texts(body) == ["A | B", "C", "Framed"]


def test_text_boxes_come_after_their_paragraph_and_once() -> None:
    box = f"<w:txbxContent>{paragraph('In a box')}</w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )

    assert texts(f"<w:p>{run('Beside')}<w:r>{both}</w:r></w:p>") == ["Beside", "In a box"]


def test_spaces_ligatures_and_soft_hyphens_are_as_typed() -> None:
    assert texts(paragraph("  E\ufb03cace\u00a0:\u202fles  inté\u00adrêts, e\u0301thique ")) == [
        "Efficace : les intérêts, éthique"
    ]
