"""A server of this machine that plays the publishers of open data, for the invented village."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pyproj

from portee.sources.synthetic import SyntheticTerritory

__all__ = ["CODE", "GROUP", "Publishers", "publishers"]

CODE, GROUP = "13999", "200999999"
AROUND = 0.2
"""Degrees around the village that belong to the commune."""


@dataclass
class Publishers:
    """What the server has.

    Attributes:
        base: its address. files: path → bytes. away: paths that are sent on, to where. cut: bytes after which the
            connection of a path is lost, once. asked: paths that were asked for.
        catalogue: file of sources that speaks of this server.
    """

    base: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    away: dict[str, str] = field(default_factory=dict)
    cut: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    datasets: list[dict[str, Any]] = field(default_factory=list)
    catalogue: Path = Path()

    def put(self, path: str, value: Any) -> None:
        """Have something at a path, JSON unless it is bytes."""
        self.files[path] = value if isinstance(value, bytes) else json.dumps(value).encode()


@contextmanager
def publishers(territory: SyntheticTerritory, folder: Path) -> Iterator[Publishers]:
    """The server with everything that the catalogue speaks of."""
    found = Publishers()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            del format, args

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            found.asked.append(self.path)
            if parts.path in found.away:
                self.send_response(302)
                self.send_header("Location", found.away[parts.path])
                self.end_headers()
                return
            name = parts.path
            if name == "/geo/communes":
                asked = parse_qs(parts.query)
                name += f"?{asked.get('code', asked.get('nom', ['']))[0].lower()}"
                found.files.setdefault(name, b"[]")
            body = found.files.get(name)
            if body is None:
                self.send_error(404)
                return
            self._send(name, body)

        def _send(self, name: str, body: bytes) -> None:
            mark = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
            if self.headers.get("If-None-Match") == mark:
                self.send_response(304)
                self.end_headers()
                return
            asked, begin = self.headers.get("Range"), 0
            if asked and self.headers.get("If-Range") == mark:
                begin = int(asked.removeprefix("bytes=").rstrip("-"))
            self.send_response(206 if begin else 200)
            self.send_header("ETag", mark)
            if begin:
                self.send_header("Content-Range", f"bytes {begin}-{len(body) - 1}/{len(body)}")
            self.send_header("Content-Length", str(len(body) - begin))
            self.end_headers()
            self.wfile.write(body[begin : found.cut.pop(name, len(body))])

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.base = f"http://127.0.0.1:{server.server_address[1]}"
    _fill(found, territory)
    found.catalogue = folder / "sources.yaml"
    found.catalogue.write_text(_catalogue(found.base), encoding="utf-8")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _square(lon: float, lat: float, half: float) -> dict[str, Any]:
    ring = [[lon + x * half, lat + y * half] for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]
    return {"type": "Polygon", "coordinates": [ring]}


def _fill(found: Publishers, territory: SyntheticTerritory) -> None:
    lon, lat = territory.centre_lon, territory.centre_lat
    village = {
        "nom": "Village", "code": CODE, "codeEpci": GROUP, "codeDepartement": "13", "codeRegion": "93",
        "population": 3000, "centre": {"type": "Point", "coordinates": [lon, lat]},
        "contour": _square(lon, lat, AROUND),
    }  # fmt: skip
    other = {**village, "nom": "Village-le-Haut", "code": "13998", "population": 50}
    found.put(f"/geo/communes?{CODE}", [village])
    found.put("/geo/communes?village", [other, village])
    found.put("/geo/communes?vill", [other, village])
    streets = territory.osm.read_bytes()
    found.put("/osm/village-latest.osm.pbf", streets)
    found.put("/osm/village-latest.osm.pbf.md5", hashlib.md5(streets).hexdigest().encode())  # noqa: S324
    areas = [("village", 1.0), ("country", 5.0), ("elsewhere", 1.0)]
    found.put(
        "/osm/index-v1.json",
        {"features": [
            {"properties": {"id": id, "urls": {"pbf": f"{found.base}/osm/{id}-latest.osm.pbf"}},
             "geometry": _square(lon + (60 if id == "elsewhere" else 0), lat, half)}
            for id, half in areas
        ] + [{"properties": {"id": "broken"}}]},
    )  # fmt: skip
    found.put("/bus.zip", territory.gtfs.read_bytes())
    found.put("/pan/api/datasets", _datasets(found.base))
    found.put("/insee/filosofi.zip", _grid(lon, lat))
    found.put("/insee/bpe.parquet", _facilities(lon, lat))
    priority = territory.priority.read_bytes()
    found.put("/files/qpv-2024-WGS84.geojson", priority)
    found.put(
        "/data/api/1/datasets/qpv/",
        {"license": "lov2", "resources": [
            {"title": "qpv 2015 geojson", "url": f"{found.base}/files/old.geojson", "last_modified": "2015-01-01"},
            {"title": "qpv-2024-geojson", "url": f"{found.base}/files/qpv-2024-WGS84.geojson",
             "last_modified": "2026-01-15T20:43:23+00:00", "filesize": len(priority),
             "checksum": {"type": "sha1", "value": hashlib.sha1(priority).hexdigest()}},  # noqa: S324
            {"title": "liste csv", "url": f"{found.base}/files/list.csv", "last_modified": "2026-09-01"},
            "nonsense", {"title": "geojson without address"},
        ]},
    )  # fmt: skip


def _datasets(base: str) -> list[Any]:
    def one(slug: str, kind: str, insee: str, *resources: dict[str, Any]) -> dict[str, Any]:
        return {
            "slug": slug, "title": slug.title(), "licence": "odc-odbl", "page_url": f"{base}/{slug}",
            "covered_area": [{"type": kind, "insee": insee, "nom": "x"}], "resources": list(resources),
        }  # fmt: skip

    bus = {"format": "GTFS", "url": f"{base}/bus.zip", "title": "gtfs.zip", "updated": "2026-03-01T00:00:00Z",
           "is_available": True, "filesize": 1000}  # fmt: skip
    return [
        one("region-bus", "region", "93", bus),
        one("village-bus", "epci", GROUP, bus, {**bus, "is_available": False}, {**bus, "format": "NeTEx"}),
        one("far-bus", "commune", "75056", bus),
        one("national-rail", "pays", "FR", bus),
        one("bikes", "commune", CODE, {"format": "gbfs", "url": f"{base}/gbfs.json", "title": "gbfs"}),
        {"slug": "odd", "covered_area": None},
        "nonsense",
    ]


def _grid(lon: float, lat: float) -> bytes:
    """Squares of 200 m around the village and far from it, packed as INSEE does."""
    x, y = pyproj.Transformer.from_crs(4326, 3035, always_xy=True).transform(lon, lat)
    east, north = round(x / 200) * 200, round(y / 200) * 200
    corner = [(east + i * 200, north + j * 200) for i in range(-3, 3) for j in range(-3, 3)]
    rows = [*corner, (corner[0][0] - 400_000, corner[0][1])]
    lines = ["idcar_200m,i_est_200,ind,men,men_pauv,men_fmp,ind_snv"]
    lines += [f"CRS3035RES200mN{int(n)}E{int(e)},0,50,20,5,2,900000" for e, n in rows]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("carreaux_200m_met.csv", "\n".join(lines) + "\n")
        archive.writestr("carreaux_200m_reun.csv", lines[0] + "\nCRS2975RES200mN7650000E350000,0,5,2,0,0,9\n")
    return packed.getvalue()


def _facilities(lon: float, lat: float) -> bytes:
    codes = ["D502", "C108", "C201", "D265", "B105", "B207", "A129", "D502"]
    frame = pl.DataFrame(
        {
            "TYPEQU": codes, "DEPCOM": [CODE] * len(codes),
            "LONGITUDE": [lon] * (len(codes) - 1) + [lon + 50], "LATITUDE": [lat] * len(codes),
        }
    )  # fmt: skip
    packed = io.BytesIO()
    frame.write_parquet(packed)
    return packed.getvalue()


def _catalogue(base: str) -> str:
    def source(id: str, gives: str, found: str, **more: Any) -> str:
        told = {
            "id": id, "name": {"fr": f"{id} (français)", "en": f"{id} (English)"}, "publisher": "Publisher",
            "gives": gives, "found": found, "page": f"{base}/page", "licence": "Licence Ouverte 2.0", "largest_mb": 50,
            "checked": False, **more,
        }  # fmt: skip
        return f"  - {json.dumps(told, ensure_ascii=False)}"

    lines = [
        "services:", f"  communes: {base}/geo", f"  extracts: {base}/osm", f"  transport: {base}/pan",
        f"  data: {base}/data", "sources:",
        source("communes", "boundary", "communes"),
        source("osm", "osm", "extract", licence="ODbL 1.0"),
        source("timetables", "gtfs", "transport", format="GTFS"),
        source("shared-vehicles", "offers", "transport", format="gbfs"),
        source("residents", "cells", "file", file=f"{base}/insee/filosofi.zip"),
        source("facilities", "services", "file", file=f"{base}/insee/bpe.parquet"),
        source("employers", "jobs", "data", dataset="sirene", title="StockEtablissement"),
        source("priority", "priority", "data", dataset="qpv", title="geojson"),
        source("hazards", "hazards", "file", file=f"{base}/ppr/pprn_{{departement}}.zip"),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"
