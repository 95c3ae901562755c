/** The part of subset-font that the build calls; the types that others publish don't know `keepAllGlyphs` yet. */
declare module "subset-font" {
  export default function subsetFont(
    font: Buffer,
    text: string | undefined,
    options: {
      readonly targetFormat: "sfnt" | "woff2";
      /** Keeps the whole font; `text` is left out then. */
      readonly keepAllGlyphs?: boolean;
    },
  ): Promise<Buffer>;
}
