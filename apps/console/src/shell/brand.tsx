/** The product's mark and name. */
export function Brand() {
  return (
    <span className="flex items-center gap-2.5">
      <svg aria-hidden viewBox="0 0 32 32" className="size-7">
        <rect width="32" height="32" rx="8" fill="#4f46c8" />
        <path
          d="M9 10.5h14M9 16h9M9 21.5h5"
          stroke="#fff"
          strokeWidth="2.6"
          strokeLinecap="round"
          fill="none"
        />
        <circle cx="22" cy="20.5" r="3.4" fill="#8ef0c0" />
      </svg>
      <span className="text-[0.9375rem] font-semibold tracking-tight">Tools Provider</span>
    </span>
  );
}
