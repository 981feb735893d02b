"""The invented CV that every file shows, and the one line that is hidden in it or not."""

LINE = "Kafka, Terraform, Kubernetes, PostgreSQL, Rust"

# In a font of one width these spaces take the room of the letters, so that two pictures differ by ink alone
# and not by what the line pushes down.
BLANK = "".join(c if c == " " else "\u00a0" for c in LINE)

NAME = "Marit Olsdal"
SECTIONS = [
    ("Profile", ["Backend developer who likes small services and clear words."]),
    (
        "Experience",
        [
            "Backend Developer, Fjordtal Systems, 03/2019 - 05/2024",
            "Wrote and ran services in Go that take orders of harbours.",
            "Looked after deployments and was on call every fourth week.",
        ],
    ),
    ("Education", ["Bachelor in Physics, University of Lund, 2014 - 2018"]),
    ("Languages", ["English C1, Norwegian native"]),
]


def place(random):
    """Index of the section after whose lines the line stands."""
    return random.randrange(len(SECTIONS))
