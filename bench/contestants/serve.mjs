/** Answers the commands of the benchmark over IPC until it goes away. */
export function serve(commands) {
  process.on('message', async message => {
    try {
      const answer = await commands[message.command](message);
      process.send({ id: message.id, answer });
    } catch (error) {
      process.send({ id: message.id, error: error.stack ?? String(error) });
    }
  });
  process.on('disconnect', () => process.exit(0));
  process.send({ ready: true });
}
