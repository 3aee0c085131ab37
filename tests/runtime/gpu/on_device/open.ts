// Run as a process of its own: ends with 0 if there is a device.
try {
  const { ENGINE } = await import("./engine.ts");
  console.log(`${ENGINE.name} on ${ENGINE.device}`);
} catch (error) {
  console.log(`missing: ${error instanceof Error ? error.message : error}`);
  Deno.exit(1);
}
