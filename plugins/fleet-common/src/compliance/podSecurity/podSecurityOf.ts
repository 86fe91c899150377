import {
  POD_SECURITY_LEVELS,
  type FindingFact,
  type NamespaceFact,
} from '../../facts';
import type { ComplianceResult } from '../units/results';
import {
  controlsOfLevel,
  POD_SECURITY_CONTROLS,
  type PodSecurityControl,
  type PodSecurityLevel,
} from './controls';
import {
  type PodSecuritySubject,
  podSecuritySubjects,
} from './evidenceOfPolicy';

/**
 * What a policy found of something in a namespace.
 *
 * @public
 */
export type PodSecurityFinding = Pick<
  FindingFact,
  'engine' | 'policy' | 'controls' | 'category'
> & {
  /** Already judged by {@link complianceResultOf}. */
  result: ComplianceResult;
};

/**
 * What stands between a namespace and the next level.
 *
 * @public
 */
export type NextPodSecurityLevel = {
  level: 'baseline' | 'restricted';
  /** Controls that something in it breaks, also where it is only warned of. */
  failing: PodSecurityControl[];
  /** Controls that something in it is exempt from: they are not known to be kept. */
  exempt: PodSecurityControl[];
  /** Controls that nobody looked at, or not currently, or not at all of it. */
  notEvaluated: PodSecurityControl[];
  /** The level as a whole is broken, and nothing says by which control. */
  failsAsAWhole: boolean;
};

/**
 * What is known of a namespace by the Pod Security Standards.
 *
 * @public
 */
export type NamespacePodSecurity = {
  /** What its labels ask for. That admits what comes, and proves nothing of what is there. */
  asked: NonNullable<NamespaceFact['podSecurity']>;
  /** The level that all in it is proven to keep, `privileged` being none. */
  atLeast: PodSecurityLevel;
  /** The highest level that nothing in it is known to break. */
  atMost: PodSecurityLevel;
  /** Where the two are one; else it is not known. */
  level?: PodSecurityLevel;
  /** What separates it from the level after `atLeast`; absent where that is the highest. */
  next?: NextPodSecurityLevel;
  /** Whether something in it breaks the level that it enforces. */
  breaksEnforced: boolean;
};

type Verdict = 'pass' | 'fail' | 'exempt' | 'not-evaluated';

/** What one engine says of one control. */
class Opinion {
  readonly #parts = new Set<string>();
  #passes = 0;
  #needed = 0;
  #isOpen = false;

  add(result: ComplianceResult, subject: PodSecuritySubject): void {
    if (result === 'error' || result === 'not-evaluated') this.#isOpen = true;
    if (result !== 'pass') return;
    if ('control' in subject && subject.part) {
      this.#parts.add(subject.part.name);
      this.#needed = subject.part.of;
    } else this.#passes += 1;
  }

  /** Whether it looked, everything that it looked at is good, and it left nothing out. */
  isProof(): boolean {
    const isWhole =
      this.#passes > 0 ||
      (this.#needed > 0 && this.#parts.size >= this.#needed);
    return isWhole && !this.#isOpen;
  }
}

/** All that is said of one control, by whom. */
class Evidence {
  readonly #opinions = new Map<string, Opinion>();
  isBroken = false;
  isExempt = false;

  add(
    engine: string,
    result: ComplianceResult,
    subject: PodSecuritySubject,
  ): void {
    if (result === 'fail' || result === 'warn') this.isBroken = true;
    if (result === 'exempt') this.isExempt = true;
    let opinion = this.#opinions.get(engine);
    if (!opinion) {
      opinion = new Opinion();
      this.#opinions.set(engine, opinion);
    }
    opinion.add(result, subject);
  }

  verdict(): Verdict {
    if (this.isBroken) return 'fail';
    if (this.isExempt) return 'exempt';
    return [...this.#opinions.values()].some(opinion => opinion.isProof())
      ? 'pass'
      : 'not-evaluated';
  }
}

type Known = {
  controls: Map<string, Evidence>;
  /** Levels that are broken by nobody says what. */
  broken: Set<PodSecurityLevel>;
};

/** What a finding says of a control says something of a stricter or a weaker one as well. */
function alsoSaidOf(control: string, result: ComplianceResult): string[] {
  if (result === 'pass') {
    const weaker = POD_SECURITY_CONTROLS.find(({ id }) => id === control);
    return weaker?.implies ? [weaker.implies] : [];
  }
  return result === 'fail' || result === 'warn'
    ? POD_SECURITY_CONTROLS.filter(({ implies }) => implies === control).map(
        ({ id }) => id,
      )
    : [];
}

function readFindings(findings: Iterable<PodSecurityFinding>): Known {
  const controls = new Map(
    POD_SECURITY_CONTROLS.map(({ id }) => [id, new Evidence()]),
  );
  const broken = new Set<PodSecurityLevel>();
  for (const finding of findings) {
    const { engine, result } = finding;
    const subjects = podSecuritySubjects(finding);
    const named = subjects.filter(subject => 'control' in subject);
    const isBroken = result === 'fail' || result === 'warn';
    for (const subject of subjects) {
      let about: string[];
      if ('control' in subject) {
        about = [subject.control, ...alsoSaidOf(subject.control, result)];
      } else if (isBroken) {
        // Which of its controls are broken is said by those that it names.
        if (named.length === 0) broken.add(subject.level);
        about = [];
      } else {
        about = controlsOfLevel(subject.level).map(({ id }) => id);
      }
      for (const control of about) {
        controls.get(control)?.add(engine, result, subject);
      }
    }
  }
  // Who breaks the lower level breaks the higher one as well.
  if (broken.has('baseline')) broken.add('restricted');
  return { controls, broken };
}

function nextOf(
  level: 'baseline' | 'restricted',
  { controls, broken }: Known,
  version: string | undefined,
): NextPodSecurityLevel {
  const required = controlsOfLevel(level, version);
  const of = (verdict: Verdict) =>
    required.filter(({ id }) => controls.get(id)?.verdict() === verdict);
  const failing = of('fail');
  return {
    level,
    failing,
    exempt: of('exempt'),
    notEvaluated: of('not-evaluated'),
    failsAsAWhole: broken.has(level) && failing.length === 0,
  };
}

function isKept(next: NextPodSecurityLevel): boolean {
  const { failing, exempt, notEvaluated, failsAsAWhole } = next;
  return (
    failing.length === 0 &&
    exempt.length === 0 &&
    notEvaluated.length === 0 &&
    !failsAsAWhole
  );
}

/**
 * The level of the Pod Security Standards that a namespace keeps, as far as findings prove
 * it, and what separates it from the next.
 *
 * A control is kept where an engine looked, found nothing that breaks it and left nothing
 * open, and where nothing anywhere breaks it or is exempt from it. What a rule was skipped
 * for proves nothing. An engine is believed to look at all that is in the namespace.
 *
 * @param namespace - what its labels ask for
 * @param findings - of all that is in it, of whatever policies
 * @param version - of Kubernetes whose controls are asked for; that of the label where
 *   absent, else all there are
 * @public
 */
export function podSecurityOf(
  namespace: Pick<NamespaceFact, 'podSecurity'>,
  findings: Iterable<PodSecurityFinding>,
  version: string | undefined = namespace.podSecurity?.enforce?.version,
): NamespacePodSecurity {
  const known = readFindings(findings);
  const baseline = nextOf('baseline', known, version);
  const restricted = nextOf('restricted', known, version);
  let atLeast: PodSecurityLevel = 'privileged';
  let next: NextPodSecurityLevel | undefined = baseline;
  if (isKept(baseline)) {
    atLeast = isKept(restricted) ? 'restricted' : 'baseline';
    next = atLeast === 'restricted' ? undefined : restricted;
  }
  const isBroken = ({ failing, failsAsAWhole }: NextPodSecurityLevel) =>
    failing.length > 0 || failsAsAWhole;
  let atMost: PodSecurityLevel = 'restricted';
  if (isBroken(baseline)) atMost = 'privileged';
  else if (isBroken(restricted)) atMost = 'baseline';
  const asked = namespace.podSecurity ?? {};
  const enforced = asked.enforce?.level;
  return {
    asked,
    atLeast,
    atMost,
    ...(atLeast === atMost && { level: atLeast }),
    ...(next && { next }),
    breaksEnforced:
      enforced !== undefined &&
      // Admission takes a word that is no level for the strictest.
      POD_SECURITY_LEVELS.indexOf(atMost) <
        POD_SECURITY_LEVELS.indexOf(
          enforced === 'unknown' ? 'restricted' : enforced,
        ),
  };
}
