/**
 * Where stories listen whose environment or settings name the port before anything does: one for each, since stories are told
 * beside each other, and none that a system hands out by itself (from 32768 on Linux, from 49152 elsewhere), which anybody may
 * just have got.
 */
export const storyPorts = {
  untrustedWorkspace: 28_471,
  trustedWorkspace: 28_472,
  trustingProxy: 28_473,
  distrustingProxy: 28_474,
  listening: 28_475,
  gateway: 28_476,
  connectTool: 28_477,
  realTools: 28_478,
  environmentKey: 28_479,
  verdicts: 28_480,
  verdictsOfAnthropic: 28_481,
  organization: 28_482,
} as const;
