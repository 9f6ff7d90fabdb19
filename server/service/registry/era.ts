/** What changed between the runtime of the design document and today's; answers depend on it. */
export interface Era {
  /** Job types that a file name may end in. */
  readonly jobTypeSuffixes: readonly string[];
  /** The SageMaker step types that a step may have, sorted. */
  readonly sagemakerTypes: readonly string[];
}

const DOCUMENT_TYPES = [
  'Base',
  'CradleDataLoading',
  'CreateModel',
  'Lambda',
  'MimsModelRegistrationProcessing',
  'Processing',
  'RegisterModel',
  'Training',
  'Transform',
  'Utility',
];

/** The runtime of September 2025, which the design document describes. */
export const DOCUMENT_ERA: Era = {
  jobTypeSuffixes: ['training', 'validation', 'testing', 'calibration'],
  sagemakerTypes: DOCUMENT_TYPES,
};

/** The runtime of August 2026, with interface files. */
export const TODAY: Era = {
  jobTypeSuffixes: [...DOCUMENT_ERA.jobTypeSuffixes, 'inference', 'batch', 'export', 'scoring'],
  sagemakerTypes: [...DOCUMENT_TYPES, 'RedshiftDataLoading', 'Tuning'].sort(),
};

/** The type that only today's runtime has. */
const TODAYS_TYPE = 'Tuning';

/** Whether the types are those of today's runtime. */
export function isToday(sagemakerTypes: Iterable<string>): boolean {
  return [...sagemakerTypes].includes(TODAYS_TYPE);
}

/**
 * The era of a core, told by the types that its rows have, which are valid types themselves. No core: today.
 * @param options what is known better
 */
export function eraOf(coreTypes: ReadonlySet<string>, options: Partial<Era> = {}): Era {
  const era = coreTypes.size === 0 || isToday(coreTypes) ? TODAY : DOCUMENT_ERA;
  return {
    jobTypeSuffixes: options.jobTypeSuffixes ?? era.jobTypeSuffixes,
    sagemakerTypes:
      options.sagemakerTypes ?? [...new Set([...era.sagemakerTypes, ...coreTypes])].sort(),
  };
}
