import { Buffer } from "node:buffer";
import { fileURLToPath } from "node:url";
import sharp, { type Sharp } from "sharp";
import { asHeic } from "../image/files.ts";

/** A file that is in order. */
export interface Original {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly extension: string;
}

const [WIDTH, HEIGHT] = [64, 48];
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
  xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>`;
const STROKES = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
  <rect x="4" y="4" width="20" height="6" fill="#f00"/>
  <rect x="40" y="30" width="20" height="6" fill="#00f"/></svg>`;

const FIXTURES = new URL("../../fixtures/", import.meta.url);

function fixture(name: string): Sharp {
  return sharp(fileURLToPath(new URL(name, FIXTURES))).resize(WIDTH, HEIGHT);
}

/** Small copies of fixtures, of every kind of file that can be read. */
export async function originals(): Promise<readonly Original[]> {
  const photo = () => fixture("two-people.png");
  const deep = () => photo().toColourspace("rgb16");
  const clear = () => fixture("balloon-coast.png").ensureAlpha(0.5);
  const labelled = () =>
    photo().withIccProfile("p3").withExif({ IFD0: { Orientation: "6", Artist: "unblend" } })
      .withXmp(XMP);
  return await Promise.all([
    made("PNG", "png", photo().png()),
    made("PNG of 16 bits", "png", deep().png()),
    made("PNG with a palette", "png", photo().png({ palette: true, colours: 32 })),
    made("interlaced PNG", "png", photo().png({ progressive: true })),
    made("grey PNG", "png", photo().toColourspace("b-w").png()),
    made("PNG with alpha", "png", clear().png()),
    made("labelled PNG", "png", labelled().png()),
    made("JPEG", "jpg", photo().jpeg()),
    made("progressive JPEG", "jpg", photo().jpeg({ progressive: true })),
    made("CMYK JPEG", "jpg", photo().toColourspace("cmyk").jpeg()),
    made("labelled JPEG", "jpg", labelled().jpeg()),
    made("WebP", "webp", photo().webp()),
    made("lossless WebP with alpha", "webp", clear().webp({ lossless: true })),
    made("labelled WebP", "webp", labelled().webp()),
    made("TIFF", "tif", photo().tiff({ compression: "none" })),
    made("TIFF by LZW", "tif", photo().tiff({ compression: "lzw", predictor: "horizontal" })),
    made("TIFF by deflate, of 16 bits", "tif", deep().tiff({ compression: "deflate" })),
    made("TIFF by JPEG, tiled", "tif", photo().tiff({ compression: "jpeg", tile: true })),
    made("labelled TIFF", "tif", labelled().tiff({ compression: "none" })),
    made("AVIF", "avif", photo().avif({ effort: 0 })),
    made("labelled AVIF", "avif", labelled().avif({ effort: 0 })),
  ]);
}

/** Files that are in order, and of kinds that are not read. */
export async function foreigners(): Promise<readonly Original[]> {
  const photo = () => fixture("two-people.png");
  const avif = await photo().avif({ effort: 0 }).toBuffer();
  return [
    await made("GIF", "gif", photo().gif()),
    { name: "HEIC", extension: "heic", bytes: new Uint8Array(asHeic(avif)) },
    { name: "SVG", extension: "svg", bytes: new TextEncoder().encode(STROKES) },
  ];
}

/** A hint in order: a red and a blue stroke on nothing. */
export async function strokes(): Promise<Original> {
  return await made("strokes", "png", sharp(Buffer.from(STROKES)).png());
}

async function made(name: string, extension: string, image: Sharp): Promise<Original> {
  return { name, extension, bytes: new Uint8Array(await image.toBuffer()) };
}
