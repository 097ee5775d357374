import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { fixtures } from "./fixtures";
import { NOW, openWindow } from "./test-window";

describe("a connection that is managed", () => {
  async function openManaged() {
    const snapshot = fixtures.signedOut(NOW);
    const [first] = snapshot.connections;
    const connection = { ...first!, managed: true, clientSecret: "missing" as const };
    const opened = await openWindow({ ...snapshot, connections: [connection] });
    return { ...opened, connection };
  }

  it("says so", async () => {
    await openManaged();
    expect(screen.getByText("Managed")).toBeTruthy();
  });

  it("takes a client secret and nothing else, and is sent back as it came", async () => {
    const { user, calls, connection } = await openManaged();
    await user.click(screen.getByRole("button", { name: `Edit ${connection.name}` }));
    expect(screen.getByText("Managed for you")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Remove/ })).toBeNull();
    expect(screen.queryByRole("textbox", { name: "Name" })).toBeNull();
    expect(screen.queryByLabelText("Address of your ProcessMaker")).toBeNull();
    const clientId = screen.getByRole<HTMLInputElement>("textbox", { name: "Client ID" });
    await user.type(clientId, "9");
    expect(clientId.value).toBe(connection.clientId);
    await user.type(screen.getByLabelText("Client secret"), "s3cret");
    await user.click(screen.getByRole("button", { name: "Save" }));
    const { name, address, generation, environment, method } = connection;
    expect(calls.filter(({ command }) => command === "edit_connection")).toEqual([
      {
        command: "edit_connection",
        args: {
          id: connection.id,
          draft: {
            name,
            address,
            generation,
            environment,
            method,
            clientId: connection.clientId,
            clientSecret: "s3cret",
            trust: { kind: "system" },
          },
        },
      },
    ]);
  });
});
