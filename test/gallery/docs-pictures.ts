/** The pictures of the documentation, by their files in build/docs/, and the gallery's case that each shows. */
export const docsPictures: Readonly<Record<string, string>> = {
  "bop001.png": "BOP001-issued",
  "staff-kst001.png": "KST001",
  "staff-kst002.png": "KST002-assist",
  "staff-kst003.png": "KST003-found",
  "staff-kst004.png": "KST004",
  "staff-kst005.png": "KST005-stated",
  "staff-kst006.png": "KST006",
  "staff-kst007.png": "KST007",
  "staff-kst009.png": "KST009",
  "staff-kst010.png": "KST010",
};
