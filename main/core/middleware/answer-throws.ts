import { verbs } from "../../../preload/contract/channels.ts";
import type { Refused } from "../../../preload/contract/result.ts";
import type { Operations } from "../operations/operation.ts";

/** The use cases with what one throws answered by the refusal that `refusalOf` knows for it; null: it is still thrown. */
export function answerThrows(
  operations: Operations,
  refusalOf: (error: unknown) => Refused<unknown> | null | Promise<Refused<unknown> | null>,
): Operations {
  const guard =
    <Request, Answer>(operation: (request: Request) => Promise<Answer>) =>
    async (request: Request): Promise<Answer | Refused<unknown>> => {
      try {
        return await operation(request);
      } catch (error) {
        const refusal = await refusalOf(error);
        if (refusal === null) throw error;
        return refusal;
      }
    };
  // One guard for every verb: TypeScript can't follow the pairs of verb and operation through entries.
  return Object.fromEntries(
    verbs.map((verb) => [verb, guard<never, unknown>(operations[verb])]),
  ) as unknown as Operations;
}
