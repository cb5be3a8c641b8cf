"""Invented heads of articles in the styles of the world's press, with date traps, and what each says.

Each is: the claim, the text, and the expected facts; a field that is left out is not asked about.
"""

from __future__ import annotations

from typing import NamedTuple


class Head(NamedTuple):
    claim: str
    text: str
    published: str | None
    origin: str = ""
    title: str | None = None
    author: str | None = None
    outlet: str | None = None


BODY = """
The envoys met for three hours in the lakeside town and parted without a common paper, two people who sat in the room said.

“We heard old words in a new order,” the delegation's spokeswoman told reporters. A pact signed on March 3, 2015 remains in force, she added, and talks resume on 14 February 2031.
"""

TITLE = "Envoys say little after lakeside talks"
LEAD = "Two envoys met for three hours and parted without a common paper, officials on both sides said."

HEADS = [
    Head(
        "a page header's date yields to the byline's",
        "• July 20, 2024\n\nEnvoys Part Without a Paper After Lakeside Talks\n\n"
        " Envoys Part Without a Paper After Lakeside Talks\n\nBy Hanna Virtual | January 26, 2022\n" + BODY,
        "2022-01-26",
        "byline",
        "Envoys Part Without a Paper After Lakeside Talks",
        "Hanna Virtual",
    ),
    Head(
        "a byline of two writers and the date on the next line",
        "Envoys leave the lake with empty hands\nBy Omar Feld and Lucia Brandt\nJanuary 26, 2022\n" + BODY,
        "2022-01-26",
        "byline",
        "Envoys leave the lake with empty hands",
        "Omar Feld and Lucia Brandt",
    ),
    Head(
        "correspondents with their places and no By",
        "Ministers fail to agree on a text\nTomas Reed in Geneva and Ida Holm in Oslo\nWed 26 Jan 2022 18.13 GMT\n"
        + BODY,
        "2022-01-26",
        "byline",
        "Ministers fail to agree on a text",
        "Tomas Reed and Ida Holm",
    ),
    Head(
        "writer, outlet and date in one line",
        "No accord at the lake, envoys say\nBy Karl Sommer, The Harbour Courier, January 26, 2022\n" + BODY,
        "2022-01-26",
        "byline",
        "No accord at the lake, envoys say",
        "Karl Sommer",
        "The Harbour Courier",
    ),
    Head(
        "published wins over updated",
        "Talks at the lake end in silence\nWritten by Mei Tanaka\n"
        "Updated: 28 January 2022 09:00 GMT\nPublished: 26 January 2022 14:05 GMT\n" + BODY,
        "2022-01-26",
        "published line",
        author="Mei Tanaka",
    ),
    Head(
        "published and updated in one line",
        "Talks at the lake end in silence\nBy Mei Tanaka\nPublished 26 January 2022, updated 2 February 2022\n"
        + BODY,
        "2022-01-26",
        "published line",
    ),
    Head(
        "a label alone on the line above its date",
        "Talks at the lake end in silence\nPublished\n26 January 2022\nLast updated\n2 February 2022\n"
        + BODY,
        "2022-01-26",
        "published line",
    ),
    Head(
        "a clock time with at and a time zone",
        "Delegations trade blame after talks\nBy Ruth Amsel\nJanuary 26, 2022 at 6:13 p.m. EST\n" + BODY,
        "2022-01-26",
        "byline",
    ),
    Head(
        "days and months in figures with dots",
        "Delegations trade blame after talks\n26.01.2022 18:40\n" + BODY,
        "2022-01-26",
        "published line",
    ),
    Head(
        "the ISO form beside an agency's name",
        "Delegations trade blame after talks\nSource: Harbour News Agency | 2022-01-26 18:13:22\n" + BODY,
        "2022-01-26",
        "published line",
        outlet="Harbour News Agency",
    ),
    Head(
        "a dateline without a year takes it from the page header that fits",
        "January 27, 2022\nEnvoys say little after lakeside talks\nMOSCOW, Jan 26 (Reuters) - Two envoys met for three hours"
        " and parted without a common paper, officials said on Wednesday.\n" + BODY,
        "2022-01-26",
        "dateline",
        "Envoys say little after lakeside talks",
        "",
        "Reuters",
    ),
    Head(
        "a page header of another year does not lend its year to the dateline",
        "July 20, 2024\nEnvoys say little after lakeside talks\nMOSCOW, Jan 26 (Reuters) - Two envoys met for three hours"
        " and parted without a common paper, officials said on Wednesday.\n",
        "2024-07-20",
        "page header",
    ),
    Head(
        "a dateline without a year and no other date leaves the day unknown",
        "Envoys say little after lakeside talks\nMOSCOW, Jan 26 (Reuters) - Two envoys met for three hours and parted"
        " without a common paper, officials said on Wednesday.\n",
        None,
    ),
    Head(
        "an anniversary in the body does not date the article",
        "Envoys say little after lakeside talks\nMOSCOW, Jan 26 (Reuters) - Two envoys met for three hours and parted"
        " without a common paper. The pact was signed on January 26, 2015, and lapses on June 1, 2024.\n",
        None,
    ),
    Head(
        "a date of the same weeks in the body lends its year",
        "Envoys say little after lakeside talks\nMOSCOW, Jan 26 (Reuters) - Two envoys met for three hours and parted"
        " without a common paper, after the first round of January 21, 2022 had failed. The pact is of March 3, 2015.\n",
        "2022-01-26",
        "dateline",
    ),
    Head(
        "an agency's dateline with a dash and no date",
        "Envoys say little after lakeside talks\nBRUSSELS (AP) — Two envoys met for three hours and parted without a"
        " common paper, and officials on both sides said that they would meet again.\n",
        None,
        title="Envoys say little after lakeside talks",
        outlet="Associated Press",
    ),
    Head(
        "a dateline with its country",
        "KYIV, Ukraine (AP) — Two envoys met for three hours and parted without a common paper, and officials on both"
        " sides said that they would meet again.\n",
        None,
        title="",
        outlet="Associated Press",
    ),
    Head(
        "an outlet alone in the dateline",
        "Envoys say little after lakeside talks\n(CNN) — Two envoys met for three hours and parted without a common"
        " paper, and officials on both sides said that they would meet again.\n",
        None,
        outlet="CNN",
    ),
    Head(
        "an agency between slashes",
        "26 January 2022, 17:20\nEnvoys say little after lakeside talks\nLONDON, 26 January, /TASS/. Two envoys met for"
        " three hours and parted without a common paper, a source in the delegation said.\n",
        "2022-01-26",
        "dateline",
        outlet="TASS",
    ),
    Head(
        "place, day and agency between full stops",
        "Envoys say little after lakeside talks\nKyiv. January 26, 2022. INTERFAX - Two envoys met for three hours and"
        " parted without a common paper, a source in the delegation said.\n",
        "2022-01-26",
        "dateline",
        outlet="INTERFAX",
    ),
    Head(
        "a newspaper's dateline without an agency",
        "Envoys say little after lakeside talks\nBy Ines Calder\nJan. 26, 2022\nWASHINGTON — Two envoys met for three"
        " hours and parted without a common paper, officials in both capitals said late in the day.\n",
        "2022-01-26",
        "byline",
        author="Ines Calder",
    ),
    Head(
        "a dateline with a colon",
        "Envoys say little after lakeside talks\nUpdated 27 Jan, 2022\nISLAMABAD: Two envoys met for three hours on"
        " Wednesday and parted without a common paper, the foreign office said in a statement.\n",
        "2022-01-27",
        "updated line",
        "Envoys say little after lakeside talks",
    ),
    Head(
        "a press release's dateline with its year",
        "Alliance of Ports Calls for Open Straits\nFOR IMMEDIATE RELEASE\nWASHINGTON, Jan. 26, 2022 /PRNewswire/ -- The"
        " Alliance of Ports today called on all governments to keep the straits open to trade.\n",
        "2022-01-26",
        "dateline",
        "Alliance of Ports Calls for Open Straits",
    ),
    Head(
        "a ministry's header of genre, speaker and date",
        "A Step Towards Open Straits\n\nPress Statement\n\nAntony J. Blinken, Secretary of State\n\nMarch 23, 2022\n"
        + BODY,
        "2022-03-23",
        "published line",
        "A Step Towards Open Straits",
        "Antony J. Blinken",
    ),
    Head(
        "a ministry's date above its title is a page header's",
        "26 January 2022 18:13\nComment by the Information Department on the lakeside talks\n139-26-01-2022\n"
        + BODY,
        "2022-01-26",
        "page header",
        "Comment by the Information Department on the lakeside talks",
    ),
    Head(
        "an event's date in a media advisory is not the day of publication",
        "Media advisory: ministers meet at the lake\nDate: 14 February 2022\nVenue: Lakeside Hall\nTime: 10:00\n"
        + BODY,
        None,
    ),
    Head(
        "when an event takes place is not the day of publication",
        "Posted on 26 January 2022\nMinisters to meet at the lake\nWhen: 14 February 2022, 10:00\n" + BODY,
        "2022-01-26",
        "published line",
        "Ministers to meet at the lake",
    ),
    Head(
        "a copyright line is no date of publication",
        "Ministers to meet at the lake\n© 2023 Harbour Courier. All rights reserved. Copyright January 1, 2023\n"
        + BODY,
        None,
    ),
    Head(
        "dates in body sentences are no dates of publication",
        "Ministers to meet at the lake\n" + BODY,
        None,
        title="Ministers to meet at the lake",
    ),
    Head(
        "the day of retrieval is not that of publication",
        "Retrieved: March 3, 2023\nMinisters to meet at the lake\nBy Sven Aalto | Harbour Wire | 26 Jan 2022\n"
        + BODY,
        "2022-01-26",
        "byline",
        "Ministers to meet at the lake",
        "Sven Aalto",
        "Harbour Wire",
    ),
    Head(
        "slashes that have two readings and no other evidence leave the day unknown",
        "Ministers to meet at the lake\nPublished: 03/04/2022\n" + BODY,
        None,
    ),
    Head(
        "slashes are read the way that the dateline decides",
        "Ministers to meet at the lake\nPublished: 03/04/2022\nROME, April 3 (ANSA) - The ministers will meet at the"
        " lake this month to try once more to find a common text, officials said.\n",
        "2022-04-03",
        "published line",
        outlet="ANSA",
    ),
    Head(
        "slashes with one reading only are read so",
        "Ministers to meet at the lake\nPublished: 01/26/2022\n" + BODY,
        "2022-01-26",
        "published line",
    ),
    Head(
        "share buttons, labels and breadcrumbs are no title",
        "Home > World > Europe\nWorld\nShare on Facebook\nShare this article\nMinisters to meet at the lake\n"
        "By JONAS ARDEN, Associated Press\n26 January 2022\n" + BODY,
        "2022-01-26",
        "byline",
        "Ministers to meet at the lake",
        "JONAS ARDEN",
        "Associated Press",
    ),
    Head(
        "a standfirst may stand between title and byline",
        "Ministers to meet at the lake\nTwo earlier rounds ended without a text, and neither side now expects much of a"
        " third one, diplomats in three capitals say.\nBy Noor Haddad, Diplomatic Correspondent\n26 January 2022\n"
        + BODY,
        "2022-01-26",
        "byline",
        "Ministers to meet at the lake",
        "Noor Haddad",
    ),
    Head(
        "a date in the title is not the day of publication",
        "What the accord of 3 March 2015 says about the straits\nBy Noor Haddad\nPosted: 26th January 2022\n"
        + BODY,
        "2022-01-26",
        "published line",
        "What the accord of 3 March 2015 says about the straits",
    ),
    Head(
        "a headline that begins with By is no byline",
        "By Land and Sea, Aid Reaches the Lake Towns\nBy Monday, officials hope, the road will be open\n"
        "Ada Quist\nStaff writer\nJanuary 26, 2022\n" + BODY,
        "2022-01-26",
        "published line",
        "By Land and Sea, Aid Reaches the Lake Towns",
        "Ada Quist",
    ),
    Head(
        "an absurd date is passed over",
        "Ministers to meet at the lake\nPublished: 31 February 2022\nUpdated: 26 January 9999\n" + BODY,
        None,
    ),
    Head(
        "front matter and Markdown marks",
        "---\ntitle: Ministers to meet at the lake\nauthor: Ada Quist\ndate: 2022-01-26\nsource: Harbour Courier\n---\n\n"
        "# Ministers to meet at the lake\n" + BODY,
        "2022-01-26",
        "published line",
        "Ministers to meet at the lake",
        "Ada Quist",
        "Harbour Courier",
    ),
    Head(
        "a photograph's date in a caption is not the day of publication",
        "Ministers to meet at the lake\nThe lake town in winter, January 3, 2020 (Photo: Harbour Courier)\n"
        "By Ada Quist\nPublished on January 26th, 2022\n" + BODY,
        "2022-01-26",
        "published line",
        "Ministers to meet at the lake",
    ),
    Head(
        "an alliance's release with number and place",
        "Statement by the Council on the straits\n26 Jan. 2022 - | Press Release (2022) 012\n"
        "Issued on 26 Jan. 2022 | Last updated: 02 Feb. 2022 10:10\n" + BODY,
        "2022-01-26",
        "published line",
        "Statement by the Council on the straits",
    ),
    Head(
        "a year that follows the turn of the year",
        "Envoys say little\nPublished January 1, 2022\nBy Ada Quist\nPARIS, Dec. 31 (AFP) - Two envoys met for three hours"
        " and parted without a common paper, officials said on Friday.\n",
        "2022-01-01",
        "published line",
        author="Ada Quist",
        outlet="AFP",
    ),
    Head(
        "a town and the day below the title",
        "Envoys say little after lakeside talks\nArvel, 26 January 2022\n" + BODY,
        "2022-01-26",
        "published line",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "town, day and release in one line",
        "Washington, D.C. January 26, 2022 For Immediate Release\n\nEnvoys say little after lakeside talks\n"
        + BODY,
        "2022-01-26",
        "page header",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "only an update, with hour and zone",
        "Envoys say little after lakeside talks\nUpdated 8 May 2021 09:15 GMT\n" + BODY,
        "2021-05-08",
        "updated line",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "a label in capitals",
        "Envoys say little after lakeside talks\nPUBLISHED: 26 Jan 2022\n" + BODY,
        "2022-01-26",
        "published line",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "labels in capitals, the hour first",
        "Envoys say little after lakeside talks\nEXCLUSIVE by ADA QUIST, Political Editor\nPUBLISHED: 00:01, 26 January 2022 | UPDATED: 10:14, 27 January 2022\n"
        + BODY,
        "2022-01-26",
        "published line",
    ),
    Head(
        "a weekday, an hour with a dot and a zone of central Europe",
        "Envoys say little after lakeside talks\nWed 26 Jan 2022 18.30 CET\n" + BODY,
        "2022-01-26",
        "published line",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "a masthead of names parted by slashes",
        "THE HARBOUR STANDARD / Wednesday, January 26, 2022 / NATIONAL NEWS  5\n\nEnvoys say little after lakeside talks\nBy Ada Quist and Omar Feld\n"
        + BODY,
        "2022-01-26",
        "page header",
        author="Ada Quist and Omar Feld",
    ),
    Head(
        "a bulletin's head in capitals",
        "RADIO HARBOUR NEWS  //  WED 26 JAN 2022  //  13H00 BULLETIN  //  READER: A. QUIST\n\nTwo envoys met for three hours and parted without a common paper, officials on both sides said.\n"
        + BODY,
        "2022-01-26",
        "page header",
    ),
    Head(
        "a staff byline that goes on with day and town",
        "Envoys say little after lakeside talks\nBy HC staff.   26 January 2022. ARVEL.\n1,204 views  /  Tweet  /  Print\n"
        + BODY,
        "2022-01-26",
        "byline",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "the day, the writers and a summary in one line",
        "Envoys say little after lakeside talks\nWEDNESDAY JANUARY 26 2022  |  By ADA QUIST and OMAR FELD  |  Summary: Ministers count the seals, and the boatmen count the ministers\n"
        + BODY,
        "2022-01-26",
        "published line",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "a newsletter's day and its links",
        "Envoys say little after lakeside talks\nBy Ada Quist\nJanuary 26, 2022 | View in browser | Forward to a friend\n"
        + BODY,
        "2022-01-26",
        "byline",
        title="Envoys say little after lakeside talks",
        author="Ada Quist",
    ),
    Head(
        "a year of two figures with dots",
        "Envoys say little after lakeside talks\n26.01.22\n" + BODY,
        "2022-01-26",
        "published line",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "a year of two figures, the month first",
        "Envoys say little after lakeside talks\nBy Ada Quist - 01/26/22 7:58 PM EDT\n" + BODY,
        "2022-01-26",
        "byline",
        title="Envoys say little after lakeside talks",
        author="Ada Quist",
    ),
    Head(
        "dots and spaces between the figures",
        "Envoys say little after lakeside talks\n26. 1. 2022 17:20\n" + BODY,
        "2022-01-26",
        "published line",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "the year first, with dots and spaces",
        "Envoys say little after lakeside talks\n2022. 01. 26. 13:12\n" + BODY,
        "2022-01-26",
        "published line",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "the day between two dashes behind the agency",
        "Envoys say little after lakeside talks\nARVEL (AP) - January 26, 2022 - Two envoys met for three hours and parted without a common paper, officials on both sides said.\n"
        + BODY,
        "2022-01-26",
        "dateline",
        title="Envoys say little after lakeside talks",
        outlet="Associated Press",
    ),
    Head(
        "an agency behind the dateline's year",
        "Envoys say little after lakeside talks\nArvel, Jan. 26, 2022, HNA -- Two envoys met for three hours and parted without a common paper, officials on both sides said.\n"
        + BODY,
        "2022-01-26",
        "dateline",
        title="Envoys say little after lakeside talks",
        outlet="HNA",
    ),
    Head(
        "an agency in small letters and figures behind it",
        "Envoys say little after lakeside talks\nArvel/Mirel (dpa), 26.01.2022 - Two envoys met for three hours and parted without a common paper, officials on both sides said.\n"
        + BODY,
        "2022-01-26",
        "dateline",
        title="Envoys say little after lakeside talks",
        outlet="dpa",
    ),
    Head(
        "the initials of a writer before the day",
        "Envoys say little after lakeside talks\n(aq), 26 January 2022\nARVEL. Two envoys met for three hours and parted without a common paper, officials on both sides said.\n"
        + BODY,
        "2022-01-26",
        "published line",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "the day as Beijing writes it",
        "Envoys say little after lakeside talks\n2022年1月26日\n" + BODY,
        "2022-01-26",
        "published line",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "the day as Paris writes it",
        "Envoys say little after lakeside talks\nPublié le 26 janvier 2022\n" + BODY,
        "2022-01-26",
        "published line",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "the day of a quotation is not that of the paper",
        "Envoys say little after lakeside talks\nOffice of the Spokesperson\n“We applaud the people of the lake for their patience and for their boats.”\nMarch 11, 2021\n"
        + BODY,
        None,
        "",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "figures that two orders fit are read by the days that the text tells of",
        "Envoys say little after lakeside talks\n05/02/2022 - 12:18\nTwo envoys met for three hours and parted without a common paper, officials on both sides said. The first round of January 26 had failed, and that of 31 January had not begun.\n"
        + BODY,
        "2022-02-05",
        "published line",
        title="Envoys say little after lakeside talks",
    ),
    Head(
        "a year that the text lends does not fit the weekday that the text names",
        "Envoys say little after lakeside talks\nWarsaw, May 19 (WPA) - Two envoys met for three hours and parted without a common paper, officials on both sides said. The trains will run on Thursday, unions said on Tuesday. The pact is of May 12, 1991.\n"
        + BODY,
        None,
        "",
        title="Envoys say little after lakeside talks",
        outlet="WPA",
    ),
    Head(
        "a news agency's number and a day in the URL style are no year",
        "Envoys say little after lakeside talks\nReference: 2201/26\n" + BODY,
        None,
    ),
    Head(
        "a town and its day in brackets before the dash",
        f"{TITLE}\nGENEVA (26 January 2022) – {LEAD}\n",
        "2022-01-26",
        "dateline",
        TITLE,
    ),
    Head(
        "a town in small letters, a comma and a whole day before the dash",
        f"{TITLE}\nGeneva, 26 January 2022 - {LEAD}\n",
        "2022-01-26",
        "dateline",
        TITLE,
    ),
    Head(
        "a day and a dash inside a sentence are no dateline",
        f"{TITLE}\nOn 26 January 2019 – the day of the vote – {LEAD}\n",
        None,
        title=TITLE,
    ),
    Head(
        "a day that is still to come does not lend its year",
        f"{TITLE}\nJan. 26\n" + BODY,
        None,
        title=TITLE,
    ),
    Head(
        "front matter with a stamp",
        f"---\ntitle: {TITLE}\nauthor: Ada Quist\npublished_at: 2022-01-26T10:00:00Z\n---\n" + BODY,
        "2022-01-26",
        "published line",
        TITLE,
        "Ada Quist",
    ),
    Head(
        "a contact above the title is no title",
        f"For immediate release\nJanuary 26, 2022\nContact: Ann Lee, 202-555-0101\n\n{TITLE}\n" + BODY,
        "2022-01-26",
        "page header",
        TITLE,
    ),
]
