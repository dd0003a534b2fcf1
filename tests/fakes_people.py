"""Who speaks, in memory. It keeps the same contract (`tests/contracts/test_people.py`)."""

from dataclasses import replace

from bot.usecases.people_ports import Speaker


class InMemoryPeople:
    """`People`, by workspace and person."""

    def __init__(self, *speakers: Speaker) -> None:
        self.all = {(each.team, each.person): each for each in speakers}

    def speaker(self, team: str, person: str) -> Speaker | None:
        return self.all.get((team, person))

    def keep(self, speaker: Speaker) -> None:
        self.all[speaker.team, speaker.person] = speaker

    def of_team(self, team: str) -> list[Speaker]:
        there = [each for each in self.all.values() if each.team == team]
        return [
            replace(each, purpose="", audience="") for each in sorted(there, key=lambda each: each.person)
        ]
