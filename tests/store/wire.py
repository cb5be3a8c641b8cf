"""One agency story as four outlets print it, and what other papers write of the same day. All of it is invented."""

from __future__ import annotations

PARAGRAPHS = (
    "PORT ALMA, March 3 (Corvus) - Panama will not sign a new treaty on the isthmus canal before the tolls are "
    "settled, Foreign Minister Rosa Quintero said on Tuesday after two days of talks with her Colombian "
    "counterpart.",
    "“We have waited eleven years for a fair toll, and we will not sign a page before it is written down,” "
    "Quintero told reporters at the customs house.",
    "Colombia said the demand came late and that it had already offered to freeze the tolls until the end of the "
    "decade.",
    "“The offer is on the table and it will stay there, but nobody should expect us to make it a second time,” "
    "Colombian Foreign Minister Andres Lleras said.",
    "The two countries have quarrelled over the canal since a survey in 2009 found that the cheapest route would "
    "run through both of them.",
    "Shipping companies have pressed for an agreement, since the old locks turn away every ship that is wider "
    "than thirty-two metres.",
    "Quintero said that Panama was ready to meet again in April, and that experts of both sides would exchange "
    "drafts before then.",
    "Lleras rejected a proposal by Costa Rica to let a tribunal fix the tolls, and called it an insult to both "
    "governments.",
    "The Costa Rican government said in a statement that it stood by the proposal and regretted the tone of the "
    "answer.",
    "Analysts at the harbour exchange expect that the dispute will drag on until the elections in both countries "
    "are over.",
    "The canal would shorten the way from the Caribbean to the Pacific by nine hours and would cost some fourteen "
    "billion dollars.",
    "Fishermen of the bay have blocked the survey ships twice this year, because they fear for the shrimp grounds.",
)


def _paper(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


AGENCY = _paper("Panama will not sign canal treaty before tolls are settled", *PARAGRAPHS)
CUT = _paper(
    "Canal talks stall over tolls",
    "By Our Foreign Staff",
    *PARAGRAPHS[:5],
    *PARAGRAPHS[6:9],
    *PARAGRAPHS[10:],
)
EDITED = _paper(
    "No canal treaty without fair tolls, says Panama",
    *(
        paragraph.replace("reporters", "journalists")
        .replace("said on Tuesday", "said Tuesday")
        .replace("eleven years", "11 years")
        .replace("since a survey", "ever since a survey")
        .replace("thirty-two", "32")
        for paragraph in PARAGRAPHS[:10]
    ),
)
SHORT = _paper("World in brief", *PARAGRAPHS[:5])

# Another reporter in the same room: other sentences around the same two quotations.
OTHER_REPORT = _paper(
    "Quintero digs in on the isthmus",
    "By Lena Marsh in Port Alma",
    "The room at the customs house was hot and the mood was hotter when Rosa Quintero stepped up to the "
    "microphones yesterday.",
    "“We have waited eleven years for a fair toll, and we will not sign a page before it is written down,” the "
    "foreign minister said, and tapped the lectern with every word.",
    "Across the hall her guest from Bogota kept his coat on. “The offer is on the table and it will stay there, "
    "but nobody should expect us to make it a second time,” Andres Lleras said.",
    "Those who know both of them speak of a friendship that ended over a map. In 2009 surveyors drew a line from "
    "coast to coast, and it crossed the border four times.",
    "Ship owners are losing patience. One of them counted nineteen vessels that had to sail around the Cape last "
    "winter because they did not fit.",
    "San Jose offered a court of arbitration. Colombia did not like the idea, and said so.",
    "What happens next is anybody's guess, but a meeting in April has been pencilled in, and the lawyers will be "
    "busy until then.",
)
OTHER_STORY = _paper(
    "Shrimp boats keep survey ships out of the bay",
    "ALMA BAY, March 3 (Corvus) - Two dozen fishing boats kept a survey ship from leaving harbour on Tuesday, the "
    "third time this year, while ministers met a few streets away to talk about the canal.",
    "“Nobody asked us, and nobody will pay us,” said Tomas Rey, who has fished for shrimp here since he was a boy.",
    "The harbour police watched from the pier and did not step in. The captain of the survey ship said that he "
    "would try again at high tide.",
    "Panama's ministry of fisheries promised in a statement that no pile would be driven before the grounds were "
    "mapped, and that it would pay for every lost day.",
    "The canal would cost some fourteen billion dollars and take nine years to dig.",
    "Environmental groups called on both governments to publish the survey of 2009, which only a few officials "
    "have read in full.",
)
