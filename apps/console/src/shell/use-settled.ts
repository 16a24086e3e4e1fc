'use client';

import { useEffect, useState } from 'react';

/** A value as it is once it has not changed for `ms`; at once when it is `empty`. */
export function useSettled<Value>(value: Value, ms: number, empty: Value): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return value === empty ? empty : settled;
}
