/* How alike two towns are: the rule of indexes/similarity.py, with the points and limits that the build ships (`rule`). A test compares both. */

/* More than any other town has. */
export const ITSELF = 202;

/* Rounds a half to the even neighbour, as Python does: both sides must give the same points. */
const even = (number) => (number % 1 === 0.5 ? 2 * Math.round(number / 2) : Math.round(number));

/* Great-circle distance (haversine). */
function kilometres(one, other, radius) {
  const arc = Math.PI / 180;
  const half = (trait) => Math.sin((other[trait] - one[trait]) * arc / 2) ** 2;
  return 2 * radius * Math.asin(Math.sqrt(half("lat") + Math.cos(one.lat * arc) * Math.cos(other.lat * arc) * half("lon")));
}

/* 0 to 100 points, and whether the two may be called similar. */
export function likeness(one, other, rule) {
  const { points } = rule;
  let sum = 0;
  let possible = 0;
  /* A factor unknown on one side is left out, and the sum of the others scaled. */
  const add = (trait, share, isKnown) => {
    if (isKnown) possible += points[trait];
    if (isKnown) sum += even(points[trait] * share);
  };
  const ratio = Math.min(one.population / other.population, other.population / one.population);
  const apart = kilometres(one, other, rule.earth_radius_km);
  add("population", ratio, one.population && other.population);
  add("distance", Math.max(0, 1 - apart / rule.far_km), !Number.isNaN(apart));
  ["central_function", "size_class", "country", "state"].forEach((trait) => {
    add(trait, one[trait] === other[trait] && (trait !== "state" || one.country === other.country), one[trait] && other[trait]);
  });
  const score = even((100 * sum) / possible);
  return { score, isSimilar: score >= rule.least_score && (ratio >= rule.similar_population || apart <= rule.near_km) };
}

/* One number to order by: 202 = the town itself, from 101 on those that may be called similar, -1 = a town of which nothing is known. */
export function nearness(one, other, rule) {
  if (!other) return -1;
  if (one.id === other.id) return ITSELF;
  const { score, isSimilar } = likeness(one, other, rule);
  return score + (isSimilar ? 101 : 0);
}
