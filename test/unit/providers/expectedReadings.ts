/**
 * unit (`pool:unit` where the pool is not the standard one), window, capacity, the level within these bounds (`null` where
 * it is unknown), time to full.
 */
export type ExpectedReading = readonly [
  string,
  number | null,
  number | null,
  number | null,
  number | null,
  number | null,
];

const hour = 3600;
const day = 86_400;
const month = 30 * day;

/**
 * The limits of each response in the corpus, worked out by hand from its raw headers; a line that is not here tells of none.
 * OpenAI: what is left is limit - reset * limit / window, a millisecond of the reset up or down, and within
 * [remaining, remaining + 1]. Where nothing was used, or the reset is 0s, no window is known.
 * Anthropic: requests exactly, tokens to the nearest thousand, reset minus date and never below 0. Others: `remaining`
 * is cut off, so that up to one more may be left, but for Mistral, which counts within a minute of the clock.
 */
export const expectedReadings: Readonly<Record<string, readonly ExpectedReading[]>> = {
  s000: [
    ['requests', 60, 400, 399, 399.0067, 0.15],
    ['tokens', 60, 200_000, 199_993, 199_994, 0.002],
  ],
  s001: [
    ['requests', 60, 500, 499, 499.0084, 0.12],
    ['tokens', 60, 45_000, 44_982, 44_982.75, 0.024],
  ],
  s003: [
    ['requests', 60, 10_000, 9_999, 9_999.167, 0.006],
    ['tokens', null, 50_000_000, 49_999_989, 49_999_990, 0],
  ],
  s004: [
    ['requests', 60, 30_000, 29_999, 29_999.5, 0.002],
    ['tokens', null, 150_000_000, 149_999_989, 149_999_990, 0],
  ],
  s008: [
    ['requests', 60, 10_000, 9_999, 9_999.167, 0.006],
    ['tokens', null, 1_000_000, 999_989, 999_990, 0],
  ],
  s009: [
    ['requests', 60, 5_000, 4_999, 4_999.084, 0.012],
    ['tokens', null, 4_000_000, 3_999_974, 3_999_975, 0],
  ],
  s010: [
    ['requests', 60, 500, 499, 499.0084, 0.12],
    ['tokens', null, 500_000, 499_995, 499_996, 0],
  ],
  s014: [
    ['requests', null, 100_000, 99_998, 99_999, 0],
    ['tokens', 60, 40_000, 39_212, 39_212.667, 1.182],
  ],
  s015: [
    ['requests', 60, 10_000, 9_999, 9_999.167, 0.006],
    ['tokens', null, 30_000_000, 29_999_976, 29_999_977, 0],
  ],
  s016: [
    ['requests', 60, 5_000, 4_999, 4_999.084, 0.012],
    ['tokens', 60, 160_000, 157_610, 157_611, 0.896],
  ],
  s018: [
    ['requests', 60, 10_000, 9_999, 9_999.167, 0.006],
    ['tokens', null, 50_000_000, 49_999_989, 49_999_990, 0],
  ],
  s020: [
    ['requests', 60, 5_000, 4_999, 4_999.084, 0.012],
    ['tokens', 60, 80_000, 79_970, 79_971, 0.022],
  ],
  s021: [
    ['requests', 60, 30_000, 29_999, 29_999.5, 0.002],
    ['tokens', null, 150_000_000, 149_999_225, 149_999_226, 0],
    ['images', 60, 50_000, 49_999, 50_000, 0.001],
  ],
  s023: [
    ['requests', 60, 5_000, 4_999, 4_999.084, 0.012],
    ['tokens', null, 5_000_000, 4_999_973, 4_999_974, 0],
  ],
  s024: [
    ['requests', 60, 10_000, 9_999, 9_999.167, 0.006],
    ['tokens', null, 10_000_000, 9_999_992, 9_999_993, 0],
  ],
  s028: [
    ['requests', 60, 30_000, 29_999, 29_999.5, 0.002],
    ['tokens', null, 150_000_000, 149_999_967, 149_999_968, 0],
  ],
  s029: [
    ['requests', 60, 500, 499, 499.0084, 0.12],
    ['tokens', null, 500_000, 500_000, 500_000, 0],
  ],
  s030: [
    ['requests', 60, 15_000, 14_999, 14_999.25, 0.004],
    ['tokens', null, 40_000_000, 40_000_000, 40_000_000, 0],
  ],
  s032: [
    ['requests', 60, 5_000, 4_999, 4_999.084, 0.012],
    ['tokens', 60, 2_000_000, 1_999_770, 1_999_771, 0.006],
  ],
  // Two used, but time to full for one: the bucket had refilled a slot already.
  s040: [['requests', 60, 10_000, 9_998.83, 9_999, 0.006]],
  s046: [
    ['requests', 60, 1_000, 999, 1_000, 0],
    ['input-tokens', 60, 450_000, 449_500, 450_000, 0],
    ['output-tokens', 60, 90_000, 89_500, 90_000, 0],
    ['tokens', 60, 540_000, 539_500, 540_000, 0],
  ],
  s047: [
    ['requests', 60, 4_000, 3_999, 4_000, 0],
    ['input-tokens', 60, 400_000, 399_500, 400_000, 0],
    ['output-tokens', 60, 80_000, 79_500, 80_000, 0],
    ['tokens', 60, 480_000, 479_500, 480_000, 0],
  ],
  s048: [
    ['requests', 60, 4_000, 3_999, 4_000, 0],
    ['input-tokens', 60, 200_000, 125_500, 126_500, 21],
    ['output-tokens', 60, 80_000, 58_500, 59_500, 14],
    ['tokens', 60, 280_000, 184_500, 185_500, 14],
  ],
  s051: [
    ['requests', 60, 4_000, 3_999, 4_000, 0],
    ['input-tokens', 60, 200_000, 140_500, 141_500, 18],
    ['output-tokens', 60, 80_000, 65_500, 66_500, 10],
    ['tokens', 60, 280_000, 206_500, 207_500, 10],
  ],
  s052: [
    ['requests', 60, 4_000, 3_999, 4_000, 0],
    ['input-tokens', 60, 200_000, 185_500, 186_500, 3],
    ['output-tokens', 60, 80_000, 79_500, 80_000, 0],
    ['tokens', 60, 280_000, 265_500, 266_500, 0],
  ],
  s053: [
    ['requests', 60, 4_000, 3_999, 4_000, 0],
    ['input-tokens', 60, 400_000, 398_500, 399_500, 0],
    ['output-tokens', 60, 80_000, 78_500, 79_500, 0],
    ['tokens', 60, 480_000, 477_500, 478_500, 0],
  ],
  // The fixed windows of 2024: the reset is the end of the minute, whatever was used.
  s056: [
    ['requests', 60, 5, 4, 5, 45],
    ['tokens', 60, 10_000, 8_500, 9_500, 45],
  ],
  s057: [
    ['requests', 60, 50, 49, 50, 57],
    ['tokens', 60, 50_000, 48_500, 49_500, 1],
  ],
  s058: [
    ['requests', 60, 5, 5, 5, 55],
    ['tokens', 60, 10_000, 9_500, 10_000, 55],
  ],
  s129: [
    ['requests', 60, 500, 499, 499.0084, 0.12],
    ['tokens', 60, 30_000, 29_996, 29_996.5, 0.008],
  ],
  // 16m17.764s is 2.2633 of the 432 seconds that one of 200 a day takes.
  s132: [
    ['requests', 86_400, 200, 197.736, 197.737, 977.764],
    ['tokens', 60, 40_000, 39_929, 39_930, 0.106],
    ['usage-based:tokens', 60, 40_000, 39_929, 39_930, 0.106],
  ],
  // Azure's v1: one of 50 a minute takes 1.2 s, so that "1" is seconds. The window stands in `renewalperiod`.
  s062: [
    ['requests', 60, 50, 49, 50, 1],
    ['tokens', 60, 50_000, 49_994, 49_995, 0],
  ],
  s063: [
    ['requests', 60, 250, 249, 250, 0],
    ['tokens', 60, 250_000, 249_993, 249_994, 0],
  ],
  // Azure names limits per minute, and here nothing else.
  s068: [
    ['requests', 60, 100, 99, 100, null],
    ['tokens', 60, 100_000, 99_994, 99_995, null],
  ],
  s182: [
    ['requests', 60, 8, 7, 8, null],
    ['tokens', 60, 8_000, 1_014, 1_015, null],
  ],
  // Groq: one of 14,400 requests a day takes 6 s, so that 17.4 s are 2.9. A millisecond of 30,000 a minute is half a token.
  s072: [
    ['requests', day, 14_400, 14_397.0998, 14_397.1002, 17.4],
    ['tokens', 60, 30_000, 29_987, 29_987.5, 0.026],
  ],
  s073: [
    ['requests', day, 14_400, 14_397.0725, 14_397.0728, 17.564],
    ['tokens', 60, 30_000, 29_987, 29_987.5, 0.026],
  ],
  s076: [
    ['requests', day, 14_400, 14_398.0855, 14_398.0858, 11.486],
    ['tokens', 60, 30_000, 29_987, 29_987.5, 0.026],
  ],
  // The documentation's own values: 7.66 s of tokens do not go with 3 used.
  s160: [
    ['requests', day, 14_400, 14_370.0732, 14_370.0735, 179.56],
    ['tokens', 60, 18_000, 17_997, 17_998, 7.66],
  ],
  // What is left was not written down.
  s161: [
    ['requests', day, 14_400, null, null, 6],
    ['tokens', 60, 6_000, null, null, 0.37],
  ],
  s079: [['requests', 60, 360, 353, 353, null]],
  // Audio is counted too, by the second, which is no unit here.
  s082: [
    ['requests', 60, 360, 359, 359, null],
    ['tokens', 60, 200_000, 199_743, 199_743, null],
  ],
  s085: [
    ['requests', 10, 60, 57, 57, null],
    ['tokens', 60, 20_000_000, 19_999_937, 19_999_937, null],
    ['tokens', month, 200_000_000_000, 199_999_999_403, 199_999_999_403, null],
  ],
  s163: [['requests', 60, 23, 0, 0, null]],
  s088: [
    ['requests', 60, 1_800, 1_800, 1_800, null],
    ['tokens', 60, 10_000_000, 10_000_000, 10_000_000, null],
  ],
  s093: [
    ['requests', 60, 40, 39, 40, null],
    ['requests', month, 1_000, null, null, null],
  ],
  s094: [
    ['requests', 60, 10, 9, 10, null],
    ['requests', month, 1_000, null, null, null],
  ],
  // Replicate says what is left, but not of how much.
  s098: [['requests', null, null, 599, 600, 1]],
  // The window of the requests stands beside them; that of the tokens is a minute, as all of Azure's.
  s166: [
    ['requests', 60, 20_000, null, null, null],
    ['tokens', 60, 2_000_000, null, null, null],
  ],
  // The reset is a moment, and when the answer was written is not told.
  s175: [['requests', null, 20, 12, 13, null]],
  // The resets go with no bucket of these sizes: what is left is all that the counts tell.
  s177: [
    ['requests', 60, 1_000, 990, 991, 86.4],
    ['requests', hour, 60_000, 59_000, 59_001, 1_800],
    ['requests', day, 1_440_000, 1_439_000, 1_439_001, 18_000],
    ['tokens', 60, 500_000, 499_000, 499_001, 0.825],
    ['tokens', hour, 30_000_000, 29_990_000, 29_990_001, 600],
    ['tokens', day, 720_000_000, 719_900_000, 719_900_001, 7_200],
  ],
  s178: [
    ['input-tokens', 60, 7_200_000, 7_193_993, 7_193_994, null],
    ['output-tokens', 60, 72_000, 69_338, 69_339, null],
  ],
};
