"""The queries of the READMEs as they stand there, and others whose answers must agree, on a dataset of the shipped corpus.

    scripts/datasets/run.sh          makes the dataset and runs this

Also: the package is valid by Frictionless' own checker, and a workbook says what the line items say.
"""

import contextlib
import csv
import decimal
import glob
import io
import pathlib
import re
import shutil
import subprocess
import sys

import duckdb
import openpyxl
import pandas
import polars
from frictionless import Package

out = pathlib.Path("results")


def blocks(readme, language):
    """The README's code in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", (pathlib.Path(sys.argv[1]) / readme).read_text(), re.S | re.M)


# As they stand in the READMEs: each runs and gives rows.
for language in ["sql", "python", "r"]:
    code = blocks("README.md", language)
    assert len(code) == 1 and code == blocks("README.zh.md", language), language
    if language == "sql":
        assert duckdb.sql(code[0]).fetchall()
    elif language == "python":
        names = {}
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(code[0], names)
        assert len(printed.getvalue().splitlines()) > 10, printed.getvalue()
    elif shutil.which("Rscript"):
        answer = subprocess.run(["Rscript", "-e", code[0]], capture_output=True, text=True, check=True)
        assert len(answer.stdout.splitlines()) > 5, answer

with open(out / "csv/line_items.csv", newline="", encoding="utf-8-sig") as file:
    items = list(csv.DictReader(file))
wanted = [row for row in items if row["kind"] == "income" and row["line"] == "" and row["level"] == "1"]
expected = sum(decimal.Decimal(row["amount_yuan"]) for row in wanted if row["measure"] == "total_income" and row["amount_yuan"])

# DuckDB.
total, = duckdb.sql(f"""
    SELECT sum(amount_yuan) FROM '{out}/parquet/line_items.parquet'
    WHERE kind = 'income' AND level = 1 AND line IS NULL AND measure = 'total_income'
""").fetchone()
assert total == expected, (total, expected)
failures = duckdb.sql(f"""
    SELECT d.entity_name, d.fiscal_year, c.rule, c.message, p.page
    FROM '{out}/parquet/checks.parquet' c
    JOIN '{out}/parquet/documents.parquet' d USING (document_id)
    LEFT JOIN '{out}/parquet/check_places.parquet' p ON p.check_id = c.check_id AND p.place = 0
    WHERE c.outcome = 'fail' ORDER BY ALL
""").fetchall()
assert failures and all(row[4] for row in failures), failures

# pandas.
frame = pandas.read_parquet(out / "parquet/line_items.parquet")
chosen = frame[(frame.kind == "income") & (frame.level == 1) & frame.line.isna() & (frame.measure == "total_income")]
assert chosen.amount_yuan.dropna().sum() == expected

# polars.
lazy = polars.scan_parquet(out / "parquet/line_items.parquet")
value = (
    lazy.filter(kind="income", level=1, measure="total_income")
    .filter(polars.col("line").is_null())
    .select(polars.col("amount_yuan").sum())
    .collect()
    .item()
)
assert value == expected, (value, expected)

# R, where it is installed: from CSV, in whole 分, for R's numbers are floating-point.
if shutil.which("Rscript"):
    program = f"""
items <- read.csv("{out}/csv/line_items.csv", fileEncoding = "UTF-8-BOM", colClasses = "character", na.strings = "")
chosen <- subset(items, kind == "income" & level == "1" & is.na(line) & measure == "total_income")
cat(sprintf("%.0f", sum(round(as.numeric(chosen$amount_yuan) * 100), na.rm = TRUE)))
"""
    answer = subprocess.run(["Rscript", "-e", program], capture_output=True, text=True, check=True)
    assert decimal.Decimal(answer.stdout) == expected * 100, (answer.stdout, expected)
    print("R: agrees")
else:
    print("R: not installed, left out")

# Frictionless.
package = Package(str(out / "datapackage.json"))
for resource in [resource for resource in package.resources if resource.format == "csv"]:
    report = resource.validate()
    assert report.valid, (resource.name, report.flatten(["rowNumber", "fieldName", "type", "message"])[:5])

# A workbook's numbers are the line items of its document.
book_path = next(path for path in glob.glob(f"{out}/xlsx/**/*.xlsx", recursive=True) if "small-4-chromium-zebra" in path)
book = openpyxl.load_workbook(book_path)
numbers = [
    decimal.Decimal(repr(cell.value))
    for sheet in book.worksheets[:-1]
    for row in sheet.iter_rows()
    for cell in row
    if isinstance(cell.value, (int, float))
]
with open(out / "csv/documents.csv", newline="", encoding="utf-8-sig") as file:
    document = next(row["document_id"] for row in csv.DictReader(file) if "small-4-chromium-zebra" in row["path"])
figures = [decimal.Decimal(row["amount"]) for row in items if row["document_id"] == document]
assert sorted(numbers) == sorted(figures), (len(numbers), len(figures))

print(f"{len(items)} line items; {expected} yuan by DuckDB, pandas and polars; {len(failures)} failed checks; "
      f"package valid; workbook of {len(numbers)} figures in {len(book.sheetnames) - 1} forms")
