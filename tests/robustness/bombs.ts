import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { edited, type Input, joined, setBigEndian } from "./input.ts";
import { chunk, header, png } from "./png.ts";
import { plainTags, TAG, tiff } from "./tiff.ts";

/** So many zeros become a thousandth when they are compressed. */
const MANY = 300_000_000;

/** Small files that unfold to very much. */
export async function bombs(): Promise<readonly Input[]> {
  const zeros = deflateSync(new Uint8Array(MANY));
  const plain = (side: number) => png({ width: side, height: side, kind: 0 }, new Uint8Array(1000));
  const small = new Uint8Array(48 * (1 + 64 * 3));
  const size = { width: 64, height: 48 };
  const refused = "refused" as const;
  const squeezed = tiff(
    new Map([...plainTags({ ...size, compression: 8 }), [TAG.counts, [zeros.length]]]),
    zeros,
  );
  const vast = tiff(
    new Map([
      ...plainTags({ width: 30_000, height: 30_000, compression: 8 }),
      [TAG.counts, [zeros.length]],
    ]),
    zeros,
  );
  const jpeg = new Uint8Array(
    await sharp(small, { raw: { width: 193, height: 48, channels: 1 } }).jpeg().toBuffer(),
  );
  const frame = jpeg.findIndex((byte, i) => byte === 0xff && jpeg[i + 1] === 0xc0);
  return [
    { name: "PNG of 900 megapixels", extension: "png", bytes: plain(30_000), expected: refused },
    {
      name: "PNG of 900 megapixels of zeros",
      extension: "png",
      bytes: joined(
        "\x89PNG\r\n\x1a\n",
        header({ width: 30_000, height: 30_000, kind: 0 }),
        chunk("IDAT", zeros),
      ),
      expected: refused,
    },
    {
      name: "PNG of 144 megapixels that ends after the first",
      extension: "png",
      bytes: plain(12_000),
      expected: refused,
    },
    {
      name: "PNG of 100 megapixels of zeros, complete",
      extension: "png",
      bytes: png({ width: 10_000, height: 10_000, kind: 0 }, new Uint8Array(10_001 * 10_000)),
      expected: refused,
    },
    {
      name: "blank JPEG of 25 megapixels, complete",
      extension: "jpg",
      bytes: new Uint8Array(
        await sharp({ create: { width: 5000, height: 5000, channels: 3, background: "#468" } })
          .jpeg().toBuffer(),
      ),
      expected: refused,
    },
    ...["zTXt", "iCCP"].map((name) => ({
      name: `PNG with ${MANY} zeros as ${name}`,
      extension: "png",
      bytes: png(size, small, chunk(name, joined("name\0\0", zeros))),
    })),
    {
      name: `PNG with ${MANY} zeros as iTXt`,
      extension: "png",
      bytes: png(size, small, chunk("iTXt", joined("XML:com.adobe.xmp\0\x01\0\0\0", zeros))),
    },
    {
      name: "PNG with ten thousand texts",
      extension: "png",
      bytes: png(size, small, ...Array(10_000).fill(chunk("tEXt", joined("name\0", "text")))),
    },
    {
      name: "PNG with 300 times as many samples as pixels",
      extension: "png",
      bytes: png(size, new Uint8Array(MANY / 100)),
    },
    { name: "TIFF with a strip of 300 MB", extension: "tif", bytes: squeezed },
    { name: "TIFF of 900 megapixels", extension: "tif", bytes: vast, expected: refused },
    {
      name: "JPEG of 4295 megapixels",
      extension: "jpg",
      bytes: edited(jpeg, (copy) => setBigEndian(copy, frame + 5, 0xffff, 2)),
    },
    { name: "SVG of 10^18 pixels", extension: "svg", bytes: text(svg(1e9, "")), expected: refused },
    { name: "SVG of a billion laughs", extension: "svg", bytes: text(laughs()), expected: refused },
    {
      name: "GIF of 4295 megapixels",
      extension: "gif",
      bytes: joined("GIF89a\xff\xff\xff\xff\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\x02\0;"),
      expected: refused,
    },
    {
      name: "animated WebP of a hundred frames",
      extension: "webp",
      bytes: new Uint8Array(
        await sharp(new Uint8Array(64 * 4800), {
          raw: { width: 64, height: 4800, channels: 1, pageHeight: 48 },
        }).webp({ loop: 0 }).toBuffer(),
      ),
      expected: "split",
    },
    {
      name: "TIFF of a hundred pages",
      extension: "tif",
      bytes: new Uint8Array(
        await sharp(new Uint8Array(64 * 4800), {
          raw: { width: 64, height: 4800, channels: 1, pageHeight: 48 },
        }).tiff().toBuffer(),
      ),
      expected: "split",
    },
  ];
}

function svg(side: number, inner: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${inner}</svg>`;
}

/** Nine entities, each ten times the one before. */
function laughs(): string {
  const entities = Array.from({ length: 9 }, (_, i) => {
    return `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`;
  });
  return `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "ha">${entities.join("")}]>` +
    svg(64, "<text>&l9;</text>");
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}
