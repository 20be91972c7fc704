"""Imports: real files when they are here, and small ones with everything wrong."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal
from pathlib import Path

import pytest

from shop.domain.catalogue import Product, Store
from sync.central import documents, feed, stock
from sync.central.core import Central
from sync.central.importing.invented import Inventor
from sync.central.importing.job import Options, Outcome
from sync.central.importing.mapping import FOLDER, BadMapping, find_mapping, load_mapping
from sync.central.importing.readers import UnreadableFile
from sync.central.importing.run import import_file
from tests.data import data_dir

INVENT = Options(inventor=Inventor("1", "1"))


def take(central: Central, path: Path, options: Options = INVENT) -> Outcome:
    found = find_mapping(path)
    assert found is not None
    return import_file(central, path, found[1], options)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def product(central: Central, key: str) -> Product:
    with central.database.read() as connection:
        found = documents.get(connection, "product", key, Product)
    assert found is not None
    return found


HR = "barcode,brand,name,unit,quantity\n"


def test_bad_rows_stop_the_file_and_are_named(central: Central, tmp_path: Path) -> None:
    rows = "3850102313120,Kras,Čokolada,g,100\n,Kras,Bez koda,g,1\n3850102313120,Kras,Opet,g,2\n"
    path = written(tmp_path / "products_hr.csv", HR + rows)
    outcome = take(central, path)
    assert not outcome.taken
    assert [str(x) for x in outcome.report.bad] == [
        "row 3: sku: is empty",
        "row 4: sku: 3850102313120 stands in the file twice",
    ]
    with central.database.read() as connection:
        assert documents.all_of(connection, "product", Product) == []
    skipping = Options(skip_bad_rows=True, inventor=Inventor("1"))
    assert take(central, path, skipping).changed == 3
    assert product(central, "3850102313120").titles == {"hr": "Čokolada 100 g"}


def test_prices_are_not_made_up_in_silence(central: Central, tmp_path: Path) -> None:
    path = written(tmp_path / "products_hr.csv", HR + "3850102313120,Kras,Čokolada,g,100\n")
    refused = take(central, path, Options())
    assert refused.report.bad[0].column == "price"
    first = take(central, path)
    assert first.invented_prices == 1
    price = product(central, "3850102313120").skus[0].price
    assert take(central, path).changed == 0
    assert product(central, "3850102313120").skus[0].price == price


def test_codes_that_are_no_gtins(central: Central, tmp_path: Path) -> None:
    rows = "4237,Kras,Kratko,g,1\n36000291452,Kras,Bez nule,g,1\n"
    outcome = take(central, written(tmp_path / "products_hr.csv", HR + rows))
    assert outcome.taken
    assert [x.row for x in outcome.report.remarks] == [2]
    assert product(central, "4237").skus[0].gtins == ()
    assert product(central, "36000291452").skus[0].gtins == (36000291452,)


def test_again_changes_only_what_differs(central: Central, tmp_path: Path) -> None:
    rows = ["3850102313120,Kras,Čokolada,g,100", "36000291452,Kras,Keks,g,1"]
    path = written(tmp_path / "products_hr.csv", HR + "\n".join(rows))
    take(central, path)
    with central.database.read() as connection:
        before = feed.head(connection)
    written(path, HR + "\n".join([rows[0], rows[1].replace("Keks", "Keksi")]))
    assert take(central, path).changed == 1
    with central.database.read() as connection:
        assert feed.head(connection) == before + 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("stores_us.json", b"{}"),
        ("stores_us.json", b"[1]"),
        ("stores_us.json", b"[{"),
        ("stores_us.json.gz", b"not gzip"),
        ("stores_us.json.gz", gzip.compress(b"[]", mtime=0)[:-5]),
        ("products_hr.csv", b"barcode\n\xff\xfe"),
    ],
)
def test_a_file_that_is_something_else(
    central: Central, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile):
        take(central, tmp_path / name)


def test_a_mapping_with_a_typing_error_is_refused(tmp_path: Path) -> None:
    good = (FOLDER / "stores_hr.toml").read_text(encoding="utf-8")
    for wrong in (
        good.replace("kind =", "kinds ="),
        good.replace('"stores"', '"shops"'),
        good.replace("latitude =", "lattitude ="),
        good.replace("[columns]", "[columns"),
    ):
        with pytest.raises(BadMapping):
            load_mapping(written(tmp_path / "own.toml", wrong))


def test_reviews_become_stars_and_stay_through_a_catalogue_import(
    central: Central, tmp_path: Path
) -> None:
    scored = [
        {"product": "Cam", "title": "t", "sentences": [{"text": "great", "aspects": [["x", 3]]}]},
        {"product": "Cam", "title": "t", "sentences": [{"text": "poor", "aspects": [["x", -3]]}]},
    ]
    path = written(tmp_path / "electronics_reviews.json", json.dumps(scored))
    assert take(central, path, Options()).report.remarks[0].row == 0
    assert take(central, path).taken
    assert product(central, "Cam").rating.histogram == (1, 0, 0, 0, 1)
    assert take(central, path).changed == 0
    assert product(central, "Cam").rating.count == 2


def test_real_files(central: Central) -> None:
    folder = data_dir()
    for name in ("stores_hr.csv.gz", "stores_us.json.gz", "categories_us.json.gz"):
        assert take(central, folder / "catalogue" / name).taken
    groceries = take(central, folder / "catalogue" / "products_hr.csv.gz")
    assert (groceries.report.rows, groceries.invented_prices) == (9919, 9919)
    for name in ("products_us_sample.json.gz", "saleor_demo_shop.json.gz"):
        assert take(central, folder / "catalogue" / name).taken
    assert take(central, folder / "reviews" / "electronics_reviews.json.gz").seen == 319
    juice = product(central, "9008700124195")
    assert juice.skus[0].gtins == (9008700124195,)
    with central.database.read() as connection:
        assert len(documents.all_of(connection, "store", Store)) == 278 + 770
        figures = stock.figures(connection, ["9008700124195"])
    assert len(figures) == 5
    assert all(Decimal(0) <= figure.on_hand <= 60 for figure in figures)


def test_safety_stock_comes_with_the_file(shop: Central, tmp_path: Path) -> None:
    mapping = written(
        tmp_path / "own.toml",
        'kind = "products"\nformat = "csv"\nlanguage = "en"\n[columns]\nsku = "sku"\n'
        'title = "title"\nprice = "price"\nsafety = "keep"\nstock = "stock"\n'
        '[defaults]\ncurrency = "EUR"\n',
    )
    rows = "sku,title,price,stock,keep\nmug,Mug,5.00,,4\njar,Jar,2.00,9,2\nlid,Lid,1.00,9,\n"
    path = written(tmp_path / "goods.csv", rows)
    options = Options(stores=("S1",))
    for _ in range(2):
        assert import_file(shop, path, load_mapping(mapping), options).taken
        with shop.database.read() as connection:
            found = stock.figures(connection, ["mug", "jar", "lid"], ["S1"])
        assert {x.sku: int(x.available) for x in found} == {"mug": 6, "jar": 7, "lid": 9}
    bad = written(tmp_path / "bad.csv", rows.replace(",4", ",-4"))
    refused = import_file(shop, bad, load_mapping(mapping), options)
    assert [str(x) for x in refused.report.bad] == ["row 2: safety: is below zero"]
