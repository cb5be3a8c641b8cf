"""The report as people meet it: in a browser, with a mouse, with a keyboard, on a phone, in the dark, on paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from .conftest import Call

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest.importorskip("playwright", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; Debian's package is `chromium`")

Scheme = Literal["light", "dark"]


@dataclass
class Seen:
    """A page in a browser, with all that it said and asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def report(call: Call, tmp_path: Path) -> Path:
    """The three actors of the invented world, and the one whose name and words are hostile."""
    out = tmp_path / "report.html"
    assert (
        call("report", "NATO", "Russia", "US", "text:hostile", "-o", str(out), "--made", "2026-11-24").code
        == 0
    )
    return out


def opened(browser: Browser, report: Path, *, width: int = 1280, scheme: Scheme = "light") -> Seen:
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    seen = Seen(page)
    page.on("console", lambda message: seen.complaints.append(message.text))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("request", lambda request: seen.requests.append(request.url))
    page.goto(report.as_uri())
    return seen


@pytest.mark.parametrize("width", [390, 820, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_is_quiet(browser: Browser, report: Path, width: int, scheme: Scheme) -> None:
    seen = opened(browser, report, width=width, scheme=scheme)
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    seen.page.locator("button.standing").first.click()
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= width
    assert seen.complaints == []
    assert seen.requests == [report.as_uri()], "nothing is asked but the file itself"


def test_the_policy_stops_a_script_and_a_picture(browser: Browser, report: Path) -> None:
    """The quiet above is the page's, and not for want of a policy."""
    text = report.read_text(encoding="utf-8")
    report.write_text(
        text.replace("</main>", "<script>document.title='x'</script><img src=a.png></main>"), encoding="utf-8"
    )
    seen = opened(browser, report)
    assert seen.page.title() != "x" and len(seen.complaints) >= 2


def test_a_quotation_is_reached_by_keyboard_alone(browser: Browser, report: Path) -> None:
    page = opened(browser, report).page
    assert page.locator("blockquote:visible", has_text="door remains open").count() == 1, "in the evidence"
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('standing')"):
            break
    page.keyboard.press("Enter")
    card = page.locator(":popover-open")
    assert card.locator("blockquote").count() >= 1 and card.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest(':popover-open')"), "Tab goes on into the card"
    page.keyboard.press("Escape")
    assert card.count() == 0
    assert page.evaluate("document.activeElement.classList.contains('standing')"), "and back where it was"


def test_a_quotation_shows_where_a_mouse_rests(browser: Browser, report: Path) -> None:
    page = opened(browser, report).page
    cell = page.locator("td.cell").first
    card = cell.locator(".card")
    assert not card.is_visible()
    cell.hover()
    card.wait_for(state="visible")
    box = card.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 1280
    page.mouse.move(5, 5)
    card.wait_for(state="hidden")


def test_a_click_beside_the_card_closes_it(browser: Browser, report: Path) -> None:
    page = opened(browser, report, width=390).page
    page.locator("button.standing").first.click()
    assert page.locator(":popover-open").count() == 1
    page.mouse.click(3, 5)
    assert page.locator(":popover-open").count() == 0


def test_a_reference_leads_out_of_the_card_to_the_evidence(browser: Browser, report: Path) -> None:
    page = opened(browser, report).page
    page.locator("button.standing").first.click()
    target = page.locator(":popover-open .ref").first
    wanted = target.get_attribute("href") or ""
    target.click()
    assert page.url.endswith(wanted) and page.locator(wanted).is_visible()


def test_a_line_of_the_network_opens_the_table_of_pairs(browser: Browser, report: Path) -> None:
    page = opened(browser, report).page
    edge = page.locator(".network a.edge").first
    wanted = edge.get_attribute("href") or ""
    assert not page.locator(wanted).is_visible()
    edge.focus()
    page.keyboard.press("Enter")
    page.locator(wanted).wait_for(state="visible")


CONTRAST = """() => {
  const canvas = document.createElement('canvas'); canvas.width = canvas.height = 1;
  const pen = canvas.getContext('2d', {willReadFrequently: true});
  const paint = colours => {
    pen.fillStyle = 'white'; pen.fillRect(0, 0, 1, 1);
    for (const colour of colours) { pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map(part => {
      const c = part / 255; return c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4; });
  };
  const light = colours => { const [r, g, b] = paint(colours); return .2126 * r + .7152 * g + .0722 * b; };
  const poor = [];
  for (const each of document.querySelectorAll('main *, footer *')) {
    const own = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!own || !each.checkVisibility() || each.closest('svg') || each.classList.contains('unseen')) continue;
    const behind = [];
    for (let at = each; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
    const ink = light([...behind, getComputedStyle(each).color]), paper = light(behind);
    const ratio = (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05);
    if (ratio < 4.5) poor.push(each.className + ' ' + ratio.toFixed(2) + ' ' + each.textContent.slice(0, 30));
  }
  return poor;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(browser: Browser, report: Path, scheme: Scheme) -> None:
    """WCAG 2.2, 1.4.3: a contrast of 4.5 to 1 at the least, in the open card as well."""
    page = opened(browser, report, scheme=scheme).page
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(253, 252, 249)") == (scheme == "light")
    page.locator("button.standing").first.click()
    assert page.evaluate(CONTRAST) == []


def test_paper_shows_the_evidence_and_no_card(browser: Browser, report: Path) -> None:
    page = opened(browser, report).page
    page.emulate_media(media="print")
    assert page.locator(".card:visible").count() == 0
    statements = page.locator(".statements > li").count()
    assert page.locator(".statements > li blockquote:visible").count() == statements > 5
    assert page.locator("td.cell .paper:visible").count() == page.locator("td.cell").count()
    assert page.locator("tr[id^=pair-]").first.bounding_box(), "the tables beneath the pictures are open"
