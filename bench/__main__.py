"""`python -m bench`: every comparison, one table; trust the ratios, not the seconds."""

from bench import edits, pages, sheets


def main() -> None:
    rows = [*pages.rows(), *edits.rows(), *sheets.rows()]
    width = max(len(name) for name, _, _ in rows)
    print(f"{'':{width}}  seconds  ratio")
    for name, seconds, ratio in rows:
        print(f"{name:{width}}  {seconds:7.2f}  {'' if ratio is None else f'{ratio:.1f} x'}")


if __name__ == "__main__":
    main()
