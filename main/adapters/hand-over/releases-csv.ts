import { writtenTime } from "../../core/domain/tokyo-day.ts";
import type { ReleasesFile } from "../../core/ports/hand-over.ts";
import { csvLine } from "../csv-line.ts";

/** CSV (RFC 4180) in UTF-8 without a mark, for programs; times are Japan's. */
export const releasesCsv: ReleasesFile = {
  header: () => csvLine(["user_id", "login_id", "released_at"]),
  line: ({ userId, loginId, releasedAt }) => csvLine([userId, loginId, writtenTime(releasedAt)]),
};
