import { makeProfile, removeProfile } from "../e2e/profile.ts";
import type { Profile } from "../e2e/profile.ts";
import { register } from "./day-customers.ts";
import { allMailsOut } from "./day-faults.ts";
import { figures } from "./day-figures.ts";
import { customersCome, whole } from "./day-hours.ts";
import type { DayPlan, Hour } from "./day-hours.ts";
import { mailsOfJourney } from "./day-journeys.ts";
import { startDayKiosk } from "./day-kiosk.ts";
import type { DayKiosk } from "./day-kiosk.ts";
import { openPostOffice } from "./day-mail.ts";
import type { PostOffice } from "./day-mail.ts";
import { leaksAmong, tableOf, trendsOf } from "./slope.ts";
import type { Series } from "./slope.ts";

/** Caches fill and code is compiled: hours that aren't judged. */
const warmUpHours = 2;
/** Hours of a day whose figures are judged. */
const fewestJudged = 12;

/**
 * Lets `hours` simulated hours of customers come to one running kiosk, each with a full journey, and a fault in each
 * hour. Losses: each journey that failed, each fault that wasn't met, mails lost or sent twice, figures that grow by
 * more than 1 % an hour; `lines`: the figures as a table.
 */
export async function simulatedDay(
  plan: DayPlan = { hours: 24, bridgeJourneys: 1_900, screenJourneys: 100 },
): Promise<{ tried: string; losses: readonly string[]; lines: readonly string[] }> {
  const { hours, bridgeJourneys, screenJourneys } = plan;
  const profile = await makeProfile();
  const post = await openPostOffice();
  try {
    // Each fault has a customer of its own, and the day ends with one more.
    await register(profile, bridgeJourneys + screenJourneys + hours + 1);
    const losses: string[] = [];
    const past = await withKiosk(profile, post, async (kiosk) => {
      const hoursPast = await customersCome(kiosk, post, plan, losses);
      await whole("mails", losses, () => allMailsOut(kiosk));
      return hoursPast;
    });
    const journeys = past.reduce((sum, hour) => sum + hour.journeys, 1);
    losses.push(...mailLosses(post, journeys * mailsOfJourney));
    const trends = trendsOf(seriesOf(past), warmUpHours);
    // Of a short form the hours are too few, and too short, to tell growth from noise.
    if (hours >= fewestJudged) losses.push(...leaksAmong(trends));
    const tried = `${String(hours)} h, ${String(journeys)} journeys (${String(screenJourneys)} through the screens), ${String(hours + 1)} faults`;
    return { tried, losses, lines: tableOf(trends) };
  } finally {
    await post.close();
    await removeProfile(profile);
  }
}

async function withKiosk<T>(
  profile: Profile,
  post: PostOffice,
  work: (kiosk: DayKiosk) => Promise<T>,
): Promise<T> {
  const kiosk = await startDayKiosk(profile, post.port);
  try {
    return await work(kiosk);
  } finally {
    await kiosk.app.close();
  }
}

function mailLosses({ taken }: PostOffice, expected: number): readonly string[] {
  const twice = [...taken.values()].filter((times) => times > 1).length;
  return [
    ...(taken.size === expected
      ? []
      : [`${String(taken.size)} mails came, not ${String(expected)}`]),
    ...(twice === 0 ? [] : [`${String(twice)} mails came more than once`]),
  ];
}

/** The figures hour by hour. Of the first hour only the end is known, so what is counted a journey isn't told of it. */
function seriesOf(hours: readonly Hour[]): readonly Series[] {
  return Object.entries(figures).map(([figure, { unit, perJourney }]) => ({
    figure,
    unit,
    hourly: hours.map(({ journeys, end }, hour) => {
      const value = end[figure] ?? NaN;
      if (perJourney !== true) return value;
      return (value - (hours[hour - 1]?.end[figure] ?? NaN)) / journeys;
    }),
  }));
}
