"""`python -m bench`: every comparison, one table; trust the ratios, not the seconds."""

from bench import (
    amending,
    comparing,
    edits,
    pages,
    parsing,
    scale,
    search,
    server,
    sheets,
    weight,
)


def main() -> None:
    rows = [
        *pages.rows(), *edits.rows(), *sheets.rows(), *parsing.rows(),
        *comparing.rows(), *amending.rows(), *scale.rows(),
    ]  # fmt: skip
    width = max(len(name) for name, _, _ in rows)
    print(f"{'':{width}}  seconds  ratio")
    for name, seconds, ratio in rows:
        print(f"{name:{width}}  {seconds:7.2f}  {'' if ratio is None else f'{ratio:.2f} x'}")
    search.show(search.rows())
    if rates := server.rates():
        print(f"\n{'nginx and wrk on this machine':{width}}  req/s  errors  99 % within")
    for name, a_second, errors, slow in rates:
        print(f"{name:{width}}  {a_second:5.0f}  {errors:6}  {slow:8.1f} ms")
    if weights := weight.weights():
        print(f"\n{'first visit, gzipped':{width}}     kB  requests  shift  nodes  first paint")
    for w in weights:
        print(
            f"{w.name:{width}}  {w.bytes / 1000:5.0f}  {w.requests:8}  {w.shift:5.3f}", end=""
        )
        print(f"  {w.nodes:5}  {w.paint:8.0f} ms")


if __name__ == "__main__":
    main()
