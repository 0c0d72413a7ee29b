"""What people type is remembered for a while to be quick, and never without a bound."""

import tracemalloc

from bot.knowledge.onthouden import WOORD, remember
from bot.knowledge.spelling import fold
from bot.knowledge.veiligheid_tekst import klank


def test_a_short_text_is_worked_out_once_and_a_long_one_each_time() -> None:
    gevraagd = []

    @remember(langste=4)
    def lengte(tekst: str) -> int:
        gevraagd.append(tekst)
        return len(tekst)

    assert [lengte("kort"), lengte("kort"), lengte("langer"), lengte("langer")] == [4, 4, 6, 6]
    assert gevraagd == ["kort", "langer", "langer"]


def test_the_oldest_goes_when_it_is_full() -> None:
    gevraagd = []

    @remember(langste=4, aantal=2)
    def zelf(tekst: str) -> str:
        gevraagd.append(tekst)
        return tekst

    for tekst in ("een", "twee", "drie", "een"):
        zelf(tekst)
    assert gevraagd == ["een", "twee", "drie", "een"]


def test_endless_new_and_long_words_do_not_fill_the_memory() -> None:
    def zeg(van: int, tot: int) -> None:
        for n in range(van, tot):
            klank(f"woord{n}")
            fold(f"Zin {n} " + "w" * 3000)
            klank("z" * (WOORD + 1) + str(n))

    zeg(0, 10_000)
    tracemalloc.start()
    zeg(10_000, 20_000)
    groei = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert groei < 4_000_000  # as much as the ten thousand before are let go of; without a bound: 70 MB
