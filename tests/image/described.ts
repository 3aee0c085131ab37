import sharp, { type Sharp } from "sharp";
import { NO_ORIGIN, type Origin } from "../../src/image/origin.ts";
import { describePng } from "../../src/image/describe_png.ts";
import { image } from "./files.ts";

/** A PNG with a profile, EXIF, XMP and density. */
export async function described(picture: Sharp, about: Partial<Origin>): Promise<Uint8Array> {
  return describePng(await picture.png().toBuffer(), { ...NO_ORIGIN, ...about });
}

/** EXIF as a camera writes it, from its TIFF header on. */
export async function cameraExif(orientation = 1): Promise<Uint8Array> {
  const jpeg = await image(40, 30, 3, () => 0)
    .withExif({
      IFD0: { Make: "Camera works", Copyright: "A. Photographer" },
      IFD2: { FNumber: "4/1", DateTimeOriginal: "2020:01:02 03:04:05", LensModel: "35 mm" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 3230/100" },
    })
    .withMetadata({ orientation, density: 300 }).jpeg().toBuffer();
  const { exif } = await sharp(jpeg).metadata();
  return (exif as Uint8Array).subarray(6);
}

/** XMP of a picture stored lying on its side, 40 x 30. */
export const XMP = new TextEncoder().encode(
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF ` +
    `xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ` +
    `xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
    `tiff:Orientation="6" tiff:ImageWidth='40'><tiff:ImageLength>30</tiff:ImageLength>` +
    `<dc:rights>Jos\u00e9, 40</dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>`,
);
