/** Ports of the parts that are up, by the part's name. */
export type Ports = ReadonlyMap<string, number>;

/** How one part of the system is run; each is a process of its own. */
export interface PartDefinition {
  /** Stands before its log lines and names its pid file. */
  readonly name: string;
  /** Names of the parts that must be ready before this one is started. */
  readonly after: readonly string[];
  /** The port to ask for; 0 lets the part choose. Once known, a restarted part gets the same again. */
  readonly port: number;
  /** What to run for the given own port, with the ports of the parts it comes after. */
  launch(port: number, ports: Ports): Launch;
  /** `message`: the part says so over IPC; otherwise the address that answers 2xx when it is. */
  readyWhen(port: number): 'message' | URL;
  /** Whether a line of its output tells a person nothing that start-up does not say itself. */
  isNoise?(text: string): boolean;
  /** How long the part may take from its start until it is ready. */
  readonly readyTimeoutMs: number;
}

/** A command line for the Node.js that runs the supervisor. */
export interface Launch {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}
