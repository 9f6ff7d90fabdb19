import { createHash } from 'node:crypto';
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver-types';
import { RULES, type RuleInfo, type Severity } from '../../shared/rules.js';
import type { IndexedFile } from '../service/project/project.js';
import type { Finding } from '../service/rules/finding.js';
import type { Range, Span } from '../service/text/span.js';
import type { ClientPlaces } from './places.js';

/** Where findings go: the client's Problems, or a report. */
export interface FindingsSink {
  /** All findings of a file now; they replace what was said about it before. */
  publish(file: IndexedFile, findings: readonly Finding[], version: number | undefined): void;
  /** The file is gone: nothing is said about it any more. */
  clear(key: string): void;
}

export interface PublishedDiagnostics {
  readonly uri: string;
  readonly diagnostics: Diagnostic[];
  readonly version?: number;
}

/** What the client can show of a diagnostic. */
export interface DiagnosticAbilities {
  readonly related: boolean;
  readonly tags: boolean;
  readonly codeLinks: boolean;
  readonly data: boolean;
  readonly versions: boolean;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const TAGS = { unnecessary: DiagnosticTag.Unnecessary, deprecated: DiagnosticTag.Deprecated };
/** Findings that the summary of a closed notebook quotes. */
const MAX_QUOTED = 3;

/** Everything that the client shows of ours, and nothing twice: only differences are sent. */
export class Publisher implements FindingsSink {
  readonly #send: (params: PublishedDiagnostics) => void;
  readonly #places: ClientPlaces;
  readonly #abilities: DiagnosticAbilities;
  readonly #documentation: string | undefined;
  /** Key of a file -> document (itself, or its cells) -> digest of what is shown. Only where something is. */
  readonly #sent = new Map<string, ReadonlyMap<string, string>>();
  /** Document with findings -> the URI under which they were published. */
  readonly #spellings = new Map<string, string>();

  /** @param documentation URI of the page that describes the rules, a section each */
  constructor(
    send: (params: PublishedDiagnostics) => void,
    places: ClientPlaces,
    abilities: DiagnosticAbilities,
    documentation?: string,
  ) {
    this.#send = send;
    this.#places = places;
    this.#abilities = abilities;
    this.#documentation = documentation;
  }

  publish(file: IndexedFile, findings: readonly Finding[], version: number | undefined): void {
    const documents = new Map<string, Diagnostic[]>();
    if (file.role.kind === 'notebook' && version === undefined) {
      if (findings.length > 0) documents.set(file.uri, [this.#summary(file, findings)]);
    } else {
      for (const finding of findings) {
        const place = this.#places.document(file, finding.span);
        if (place === undefined) continue;
        const diagnostics = documents.get(place.key);
        const diagnostic = this.#diagnostic(finding, place.range);
        if (diagnostics === undefined) documents.set(place.key, [diagnostic]);
        else diagnostics.push(diagnostic);
      }
    }
    this.#replace(file.uri, documents, version);
  }

  clear(key: string): void {
    this.#replace(key, new Map(), undefined);
  }

  #replace(
    key: string,
    documents: ReadonlyMap<string, Diagnostic[]>,
    version: number | undefined,
  ): void {
    const before = this.#sent.get(key) ?? new Map<string, string>();
    const now = new Map<string, string>();
    for (const document of before.keys()) {
      if (!documents.has(document))
        this.#sendTo(document, [], document === key ? version : undefined);
    }
    for (const [document, diagnostics] of documents) {
      const said = this.#places.clientUri(document) + JSON.stringify(diagnostics);
      const digest = createHash('sha1').update(said).digest('base64');
      now.set(document, digest);
      if (before.get(document) === digest) continue;
      this.#sendTo(document, diagnostics, document === key ? version : undefined);
    }
    if (now.size === 0) this.#sent.delete(key);
    else this.#sent.set(key, now);
  }

  #sendTo(key: string, diagnostics: Diagnostic[], version: number | undefined): void {
    const uri = this.#places.clientUri(key);
    const before = this.#spellings.get(key);
    // The client has opened it under another spelling, and tells documents apart by that.
    if (before !== undefined && before !== uri) this.#send({ uri: before, diagnostics: [] });
    if (diagnostics.length > 0) this.#spellings.set(key, uri);
    else this.#spellings.delete(key);
    const isVersioned = this.#abilities.versions && version !== undefined;
    this.#send(isVersioned ? { uri, diagnostics, version } : { uri, diagnostics });
  }

  #diagnostic(finding: Finding, range: Range): Diagnostic {
    const { code, severity, message, related, data } = finding;
    const { related: showsRelated, tags, codeLinks, data: keepsData } = this.#abilities;
    const tag = (RULES[code] as RuleInfo).tag;
    const places = showsRelated ? related.flatMap(place => this.#related(place)) : [];
    return {
      range,
      severity: SEVERITIES[severity],
      code,
      source: 'cursus',
      message,
      ...(codeLinks && this.#documentation !== undefined
        ? { codeDescription: { href: `${this.#documentation}#${code}` } }
        : {}),
      ...(tags && tag !== undefined ? { tags: [TAGS[tag]] } : {}),
      ...(places.length > 0 ? { relatedInformation: places } : {}),
      ...(keepsData && data !== undefined ? { data } : {}),
    };
  }

  #related({ file, span, message }: { file: IndexedFile; span: Span; message: string }) {
    const location = this.#places.location(file, span);
    return location === undefined ? [] : [{ location, message }];
  }

  /** A closed notebook is JSON to the editor: places in it would say nothing, so one line says all. */
  #summary(file: IndexedFile, findings: readonly Finding[]): Diagnostic {
    const [worst] = findings.toSorted((a, b) => SEVERITIES[a.severity] - SEVERITIES[b.severity]);
    const quoted = findings
      .slice(0, MAX_QUOTED)
      .map(finding => `${finding.code}: ${finding.message}`);
    const more = findings.length - quoted.length;
    if (more > 0) quoted.push(`and ${more} more`);
    const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
    const message = `${count} in the cells of this notebook.\n${quoted.join('\n')}`;
    const range = file.facts.lines.range({ start: 0, end: 0 });
    return {
      range,
      severity: SEVERITIES[worst!.severity],
      code: worst!.code,
      source: 'cursus',
      message,
    };
  }
}
