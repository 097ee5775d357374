import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import type { AddressView, DetectionView } from "./bindings";
import { connection, registrationOf, snapshot, trouble } from "./fixture-parts";
import { fixtures } from "./fixtures";
import { fails, NOW, openWindow, settle } from "./test-window";

const checked: AddressView = {
  address: "https://staging.acme.example",
  host: "staging.acme.example",
  registration: registrationOf("0123456789abcdef"),
  adminPage: "https://staging.acme.example/admin/auth-clients",
  plainHttp: false,
};
const found: DetectionView = { kind: "found", generation: "version4", ...checked };
const answers = {
  check_address: () => checked,
  detect_server: () => found,
  add_connection: () => "new",
};

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
const address = () => field("Address of your ProcessMaker");
const secret = () => field("Client secret");
const button = (name: string | RegExp) => screen.getByRole("button", { name });

/** What was said about a field. */
function complaint(of: HTMLInputElement): string {
  const ids = (of.getAttribute("aria-describedby") ?? "").split(" ");
  return ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
}

async function pause(time = 500): Promise<void> {
  await vi.advanceTimersByTimeAsync(time);
  await settle();
}

type Calls = Awaited<ReturnType<typeof openWindow>>["calls"];

/** The commands but for the questions about the address. */
const given = (calls: Calls) =>
  calls.filter(({ command }) => command !== "check_address" && command !== "detect_server");
const commandsOf = (calls: Calls) => calls.map(({ command }) => command);

const trust = { kind: "system" } as const;

describe("adding a connection", () => {
  it("checks the address when the typing pauses, once", async () => {
    const { calls, user } = await openWindow(snapshot([]), answers);
    expect(document.activeElement).toBe(address());
    await user.type(address(), "staging.acme.example");
    expect(calls).toEqual([]);
    await pause();
    expect(calls).toEqual([
      {
        command: "check_address",
        args: { address: "staging.acme.example", generation: "version4" },
      },
    ]);
    expect(screen.getByText("https://staging.acme.example")).toBeTruthy();
    expect(field("Redirect URL").value).toBe(checked.registration);
    expect(field("Name").value).toBe("staging.acme.example");
    expect(screen.getByLabelText<HTMLSelectElement>("Environment").value).toBe("test");
  });

  it("repeats the address only where it was typed otherwise", async () => {
    const { user } = await openWindow(snapshot([]), answers);
    await user.type(address(), "https://staging.acme.example/");
    await pause(1000);
    expect(complaint(address()).trim()).toBe("ProcessMaker 4 answers here");
    await user.clear(address());
    await user.type(address(), "staging.acme.example");
    await pause(1000);
    expect(complaint(address()).trim().replace(/\s+/g, " ")).toBe(
      "ProcessMaker 4 answers here · https://staging.acme.example",
    );
  });

  it("is done with the address once ProcessMaker answers there", async () => {
    const where = (name: string) => screen.queryByRole("heading", { name });
    let arrive = (_: unknown) => {};
    const { user } = await openWindow(snapshot([]), {
      ...answers,
      detect_server: () => new Promise((resolve) => (arrive = resolve)),
    });
    await user.type(address(), "staging.acme.example");
    await pause(1000);
    expect(where("Where is it?")).toBeTruthy();
    arrive({ kind: "webSite" });
    await pause(0);
    expect(where("Where is it?")).toBeTruthy();
    await user.click(button("Ask again"));
    arrive(found);
    await pause(0);
    expect(where("Where is it? , done")).toBeTruthy();
  });

  it("drops a late answer about an earlier text", async () => {
    let answer: (view: AddressView) => void = () => undefined;
    const { user } = await openWindow(snapshot([]), {
      check_address: () => new Promise((resolve) => (answer = resolve)),
    });
    await user.type(address(), "staging.acme.example");
    await pause();
    await user.type(address(), "/x");
    answer(checked);
    await settle();
    expect(screen.queryByLabelText("Redirect URL")).toBeNull();
  });

  it("copies the redirect and opens the admin page of the address", async () => {
    const { calls, user } = await openWindow(snapshot([]), answers);
    await user.type(address(), "staging.acme.example");
    await pause();
    await user.click(button("Copy"));
    await user.click(button("Admin → Auth Clients"));
    expect(given(calls)).toEqual([
      {
        command: "copy_registration",
        args: { address: checked.address, generation: "version4" },
      },
      { command: "open_admin_page", args: { address: checked.address, generation: "version4" } },
    ]);
    expect(button("Copied")).toBeTruthy();
    await vi.advanceTimersByTimeAsync(3000);
    await settle();
    expect(button("Copy")).toBeTruthy();
  });

  it("complains at each field and moves to the first", async () => {
    const { calls, user } = await openWindow(snapshot([]), answers);
    await user.click(button("Save and sign in"));
    expect(complaint(address())).toContain("Enter the address");
    expect(complaint(field("Client ID"))).toContain("Copy the client ID");
    expect(complaint(secret())).toContain("Paste the client secret");
    expect(complaint(field("Name"))).toContain("Give it a name");
    expect(document.activeElement).toBe(address());
    expect(calls).toEqual([]);
    await user.type(field("Client ID"), "4");
    expect(field("Client ID").getAttribute("aria-invalid")).toBe("false");
  });

  it("shows why an address is not accepted", async () => {
    const { calls, user } = await openWindow(snapshot([]), {
      check_address: fails("address", "http is accepted for this computer only"),
    });
    await user.type(address(), "http://acme.example");
    await user.click(button("Save"));
    expect(complaint(address())).toContain("Http is accepted for this computer only.");
    expect(document.activeElement).toBe(address());
    expect(calls.map(({ command }) => command)).not.toContain("add_connection");
  });

  it("saves and signs in, with what was typed and chosen", async () => {
    const { calls, user } = await openWindow(snapshot([]), answers);
    await fillIn(user);
    await user.clear(field("Name"));
    await user.type(field("Name"), "Acme staging");
    await user.selectOptions(screen.getByLabelText("Environment"), "Development");
    await user.click(button("Save and sign in"));
    expect(given(calls)).toEqual([
      {
        command: "add_connection",
        args: {
          draft: {
            name: "Acme staging",
            address: "https://staging.acme.example",
            generation: "version4",
            environment: "development",
            method: "browser",
            clientId: "4",
            clientSecret: "s3cret",
            trust,
          },
        },
      },
      { command: "sign_in", args: { id: "new" } },
    ]);
  });

  it("signs in on Enter, and only saves on Save", async () => {
    const { calls, user } = await openWindow(snapshot([]), answers);
    await fillIn(user);
    await user.click(button("Save"));
    expect(commandsOf(calls)).toEqual(["check_address", "detect_server", "add_connection"]);
    await user.type(secret(), "again{Enter}");
    expect(calls.at(-1)?.command).toBe("sign_in");
  });

  it("loses nothing when saving fails, and forgets the secret when it succeeds", async () => {
    const failing = { ...answers, add_connection: fails("internal", "the disk is full") };
    const { user } = await openWindow(snapshot([]), failing);
    await fillIn(user);
    await user.click(button("Save"));
    expect(screen.getByText("The disk is full.")).toBeTruthy();
    expect(address().value).toBe("staging.acme.example");
    expect(field("Client ID").value).toBe("4");
    expect(secret().value).toBe("s3cret");
    failing.add_connection = () => "new";
    await user.click(button("Save"));
    expect(secret().value).toBe("");
  });

  it("puts an error of the program at the field that it is about", async () => {
    const { user } = await openWindow(snapshot([]), {
      ...answers,
      add_connection: fails("name", "there is another connection of this name"),
    });
    await fillIn(user);
    await user.click(button("Save"));
    expect(complaint(field("Name"))).toContain("There is another connection of this name.");
    expect(document.activeElement).toBe(field("Name"));
  });

  it("shows the new connection once the snapshot has it", async () => {
    const { user, show } = await openWindow(fixtures.signedIn(NOW), answers);
    await user.click(button("Add connection"));
    await fillIn(user);
    await user.click(button("Save"));
    const added = connection("new", "New one", "test", "new.example", {
      kind: "signedOut",
      note: null,
    });
    await show(snapshot([...fixtures.signedIn(NOW).connections, added]));
    const main = within(screen.getByRole("main"));
    expect(main.getByRole("heading", { name: "New one" })).toBeTruthy();
  });

  it("can be left", async () => {
    const { calls, user } = await openWindow(fixtures.signedIn(NOW), answers);
    await user.click(button("Add connection"));
    await user.click(button("Cancel"));
    expect(button("Copy access token")).toBeTruthy();
    expect(calls).toEqual([]);
  });
});

describe("what answers at an address", () => {
  const deepLink = "io.github.latchkey-app://oauth/callback/89abcdef01234567";
  const three: DetectionView = {
    kind: "found",
    generation: "version3",
    address: "https://staging.acme.example/sales",
    registration: deepLink,
    adminPage: "https://staging.acme.example/syssales/en/neoclassic/oauth2/applications",
  };
  const answering = (detection: DetectionView) => ({ ...answers, detect_server: () => detection });
  const text = () => screen.getByRole("main").textContent.replace(/\s+/g, " ");

  async function type(detection: DetectionView): Promise<Awaited<ReturnType<typeof openWindow>>> {
    const window = await openWindow(snapshot([]), answering(detection));
    await window.user.type(address(), "staging.acme.example");
    await pause();
    await pause();
    return window;
  }

  it("is asked when the address has stood for a while, once", async () => {
    const { calls, user } = await openWindow(snapshot([]), answers);
    await user.type(address(), "staging.acme.example");
    await pause();
    expect(commandsOf(calls)).toEqual(["check_address"]);
    await pause();
    expect(calls.slice(1)).toEqual([
      { command: "detect_server", args: { address: "https://staging.acme.example", trust } },
    ]);
    expect(complaint(address())).toContain("ProcessMaker 4 answers here");
    await user.type(address(), "/{Backspace}");
    await pause();
    await pause();
    await user.tab();
    expect(commandsOf(calls)).toEqual(["check_address", "detect_server", "check_address"]);
    expect(complaint(address())).toContain("ProcessMaker 4 answers here");
  });

  it("is asked at once when the field is left", async () => {
    const { calls, user } = await openWindow(snapshot([]), answers);
    await user.type(address(), "staging.acme.example");
    await user.tab();
    expect(commandsOf(calls)).toEqual(["check_address", "detect_server"]);
  });

  it("is dropped when it comes late, about an earlier text", async () => {
    let answer: (view: DetectionView) => void = () => undefined;
    const { user } = await openWindow(snapshot([]), {
      ...answers,
      detect_server: () => new Promise((resolve) => (answer = resolve)),
    });
    await user.type(address(), "staging.acme.example");
    await pause();
    await pause();
    expect(complaint(address())).toContain("asking what answers there");
    await user.type(address(), "/x");
    answer(three);
    await settle();
    expect(text()).not.toContain("ProcessMaker 3");
    expect(text()).toContain("Admin → Auth Clients");
  });

  it("is version 3 with its workspace, which is registered differently", async () => {
    const { calls, user } = await type(three);
    expect(complaint(address())).toContain("ProcessMaker 3 answers here, workspace sales");
    expect(address().value).toBe("staging.acme.example");
    expect(field("Callback URL").value).toBe(deepLink);
    expect(text()).toContain(
      "press New, enter a name and any web site, and paste this as Callback",
    );
    expect(text()).not.toMatch(/Redirect URL|Auth Clients|tick/);
    expect(screen.queryByRole("option", { name: "Personal access token" })).toBeNull();
    await user.click(button("Copy"));
    await user.click(button("OAuth 2.0 applications"));
    await user.click(button("Save"));
    expect(complaint(field("Client ID"))).toContain("shows it with the application");
    await user.type(field("Client ID"), "RSCZYXJQ");
    await user.type(secret(), "s3cret");
    await user.click(button("Save"));
    const place = { address: three.address, generation: "version3" };
    expect(given(calls)).toEqual([
      { command: "copy_registration", args: place },
      { command: "open_admin_page", args: place },
      {
        command: "add_connection",
        args: { draft: expect.objectContaining({ ...place, name: "staging.acme.example/sales" }) },
      },
    ]);
  });

  it("is expected to be what it was, while nothing answers", async () => {
    const callback = { ...checked, registration: deepLink };
    const { calls, user } = await openWindow(fixtures.version3NotRegistered(NOW), {
      ...answers,
      check_address: () => callback,
      detect_server: () => ({ kind: "trouble", trouble: trouble("unreachable") }),
    });
    await user.click(button("Edit Invoices 3.8"));
    await user.type(address(), "2");
    await pause();
    await pause();
    expect(calls[0]).toEqual({
      command: "check_address",
      args: { address: "https://pm3.acme.example/sales2", generation: "version3" },
    });
    expect(field("Callback URL").value).toBe(deepLink);
  });

  it("takes back a way to sign in that does not exist there", async () => {
    const { user } = await openWindow(snapshot([]), answering(three));
    await user.selectOptions(screen.getByLabelText("Sign in with"), "Personal access token");
    await user.type(address(), "staging.acme.example");
    await user.click(button("Save"));
    await settle();
    expect(screen.getByLabelText<HTMLSelectElement>("Sign in with").value).toBe("browser");
    expect(document.activeElement).toBe(field("Client ID"));
  });

  it("is a server of 2026, which shows a secret once", async () => {
    const { user } = await type({ ...found, generation: "version2026" });
    expect(complaint(address())).toContain("ProcessMaker (2026) answers here");
    expect(text()).toContain("shows the secret only once");
    await user.click(button("Save"));
    expect(complaint(secret())).toContain("shows it only once, when the client is made");
  });

  it.each<[string, DetectionView]>([
    ["This address leads to login.acme.example", { kind: "elsewhere", host: "login.acme.example" }],
    ["The login page of another program answers here", { kind: "loginPage" }],
    ["An ordinary web page answers here", { kind: "webSite" }],
    ["Another program than ProcessMaker answers here", { kind: "otherApplication" }],
    ["whether you need a VPN", { kind: "trouble", trouble: trouble("nameNotFound") }],
  ])("is said: %s; and it can be saved all the same", async (words, detection) => {
    const { calls, user } = await type(detection);
    expect(complaint(address())).toContain(words);
    expect(complaint(address())).toContain("You can save it all the same.");
    await user.type(field("Client ID"), "4");
    await user.type(secret(), "s3cret");
    await user.click(button("Save"));
    expect(calls.at(-1)?.args["draft"]).toMatchObject({
      address: "staging.acme.example",
      generation: "version4",
    });
  });

  it("can be asked again", async () => {
    const changing = answering({ kind: "trouble", trouble: trouble("unreachable") });
    const { calls, user } = await openWindow(snapshot([]), changing);
    await user.type(address(), "staging.acme.example");
    await user.tab();
    changing.detect_server = () => found;
    await user.click(button("Ask again"));
    expect(document.activeElement).toBe(address());
    expect(complaint(address())).toContain("ProcessMaker 4 answers here");
    expect(commandsOf(calls)).toEqual(["check_address", "detect_server", "detect_server"]);
  });

  it("is waited for by saving, but not for long", async () => {
    const { calls, user } = await openWindow(snapshot([]), {
      ...answers,
      detect_server: () => new Promise(() => undefined),
    });
    await fillIn(user);
    await user.click(button("Save"));
    expect(given(calls)).toEqual([]);
    await pause(2500);
    expect(given(calls)[0]?.args["draft"]).toMatchObject({
      address: "staging.acme.example",
      generation: "version4",
    });
  });

  it("is not asked about a connection that stays where it is", async () => {
    const { calls, user } = await openWindow(fixtures.signedOut(NOW), answers);
    await user.click(button("Edit Acme production"));
    await user.click(address());
    await user.tab();
    await user.click(button("Save"));
    expect(commandsOf(calls)).toEqual(["edit_connection"]);
  });
});

describe("the client", () => {
  const said = (registration: string, credentials = "unclear") => ({
    ...answers,
    check_registration: () => registration,
    check_credentials: () => credentials,
  });
  const asked = (calls: Calls) => commandsOf(calls).filter((one) => one.startsWith("check_"));

  async function typeAddress(user: Awaited<ReturnType<typeof openWindow>>["user"]) {
    await user.type(address(), "staging.acme.example");
    await pause(1000);
  }

  it("is asked about while it is typed, and its secret with it", async () => {
    const { calls, user } = await openWindow(snapshot([]), said("complete", "right"));
    await typeAddress(user);
    await user.type(field("Client ID"), "4");
    expect(asked(calls)).toEqual(["check_address"]);
    await pause(700);
    expect(screen.getByText(/knows this client and takes its redirect/)).toBeTruthy();
    await user.type(secret(), "s3cret");
    await pause(700);
    expect(screen.getByText("Client, redirect and secret are right.")).toBeTruthy();
    expect(screen.queryByText(/knows this client/)).toBeNull();
    expect(asked(calls)).toEqual(["check_address", "check_registration", "check_credentials"]);
    expect(calls.at(-1)?.args).toEqual({
      address: "https://staging.acme.example",
      generation: "version4",
      clientId: "4",
      clientSecret: "s3cret",
      trust,
    });
  });

  it.each([
    ["missing", "unclear", /has no client with this ID, or its Redirect URL/],
    ["onlyLoopback", "unclear", /Only half of the redirect/],
    ["onlyDeepLink", "unclear", /Only half of the redirect/],
    ["complete", "rejected", /does not take this secret/],
  ])("that is %s, %s is told so", async (registration, credentials, words) => {
    const { user } = await openWindow(snapshot([]), said(registration, credentials));
    await typeAddress(user);
    await user.type(field("Client ID"), "4");
    await user.type(secret(), "s3cret");
    await pause(700);
    expect(screen.getByText(words)).toBeTruthy();
  });

  it("is not spoken of where the server does not say", async () => {
    const { user } = await openWindow(snapshot([]), said("unclear"));
    await typeAddress(user);
    await user.type(field("Client ID"), "4");
    await user.type(secret(), "s3cret");
    await pause(700);
    expect(screen.queryByText(/client with|secret is/)).toBeNull();
  });

  it("is forgotten when it is typed anew", async () => {
    const { user } = await openWindow(snapshot([]), said("missing"));
    await typeAddress(user);
    await user.type(field("Client ID"), "4");
    await pause(700);
    expect(screen.getByText(/has no client with this ID/)).toBeTruthy();
    await user.type(field("Client ID"), "2");
    expect(screen.queryByText(/does not know this client/)).toBeNull();
  });

  it("is not spoken of by an answer about an earlier text", async () => {
    let arrive: (said: string) => void = () => undefined;
    const late = () => new Promise((resolve) => (arrive = resolve));
    const { user } = await openWindow(snapshot([]), {
      ...answers,
      check_registration: late,
    });
    await typeAddress(user);
    await user.type(field("Client ID"), "4");
    await pause(700);
    await user.clear(field("Client ID"));
    arrive("complete");
    await pause(0);
    expect(screen.queryByText(/knows this client/)).toBeNull();
    await user.type(field("Client ID"), "4");
    await pause(700);
    await user.type(field("Client ID"), "2");
    arrive("complete");
    await pause(0);
    expect(screen.queryByText(/knows this client/)).toBeNull();
  });

  describe("that was put right in ProcessMaker", () => {
    /** Answers, one after another; the last one stays. */
    const inTurn = (...all: string[]) => {
      const left = [...all];
      return () => (left.length > 1 ? left.shift() : left[0]);
    };
    const again = () => screen.queryByRole("button", { name: "Check again" });

    it("is checked again when somebody comes back from there", async () => {
      const { calls, user } = await openWindow(snapshot([]), {
        ...said("complete"),
        check_registration: inTurn("missing", "complete"),
        check_credentials: inTurn("rejected", "right"),
      });
      await typeAddress(user);
      await user.type(field("Client ID"), "4");
      await user.type(secret(), "s3cret");
      await pause(700);
      expect(screen.getByText(/has no client with this ID/)).toBeTruthy();
      window.dispatchEvent(new Event("focus"));
      await pause(0);
      expect(screen.getByText(/takes its redirect/)).toBeTruthy();
      expect(screen.getByText(/does not take this secret/)).toBeTruthy();
      window.dispatchEvent(new Event("focus"));
      await pause(0);
      expect(screen.getByText(/secret are right/)).toBeTruthy();
      const before = asked(calls).length;
      window.dispatchEvent(new Event("focus"));
      await pause(1000);
      expect(asked(calls)).toHaveLength(before);
    });

    it("is checked again at a click, which does not lose the focus", async () => {
      const { user } = await openWindow(snapshot([]), {
        ...said("complete"),
        check_registration: inTurn("onlyLoopback", "complete"),
      });
      await typeAddress(user);
      await user.type(field("Client ID"), "4");
      expect(again()).toBeNull();
      await pause(700);
      await user.click(screen.getByRole("button", { name: "Check again" }));
      await pause(0);
      expect(screen.getByText(/takes its redirect/)).toBeTruthy();
      expect(again()).toBeNull();
      expect(document.activeElement).toBe(secret());
    });
  });

  it("is looked for in version 3's own words", async () => {
    const { user } = await openWindow(snapshot([]), {
      ...said("missing"),
      detect_server: () => ({ ...found, generation: "version3" }),
    });
    await typeAddress(user);
    await user.type(field("Client ID"), "4");
    await pause(700);
    expect(screen.getByText(/its Callback URL/)).toBeTruthy();
  });

  it("that is not known with our redirect leaves that step open", async () => {
    const { user } = await openWindow(snapshot([]), said("missing"));
    await typeAddress(user);
    await user.click(screen.getByRole("button", { name: /^Copy/ }));
    await pause(0);
    expect(screen.getByRole("heading", { name: "Register Latchkey , done" })).toBeTruthy();
    await user.type(field("Client ID"), "4");
    await pause(700);
    expect(screen.getByRole("heading", { name: "Register Latchkey" })).toBeTruthy();
  });

  it("is forgotten when another way to sign in is chosen", async () => {
    const { user } = await openWindow(snapshot([]), said("missing"));
    await typeAddress(user);
    await user.type(field("Client ID"), "4");
    await pause(700);
    expect(screen.getByText(/has no client with this ID/)).toBeTruthy();
    await user.selectOptions(screen.getByRole("combobox", { name: "Sign in with" }), "password");
    await settle();
    expect(screen.queryByText(/does not know this client/)).toBeNull();
  });

  it("is told to nobody at an address where no ProcessMaker has answered", async () => {
    const { calls, user } = await openWindow(fixtures.secretMissing(NOW), {
      ...said("complete", "right"),
      detect_server: () => ({ kind: "webSite" }) satisfies DetectionView,
    });
    await user.click(button("Edit connection"));
    await user.clear(address());
    await user.type(address(), "elsewhere.example");
    await pause(1000);
    await user.type(secret(), "s3cret");
    await pause(700);
    expect(commandsOf(calls)).not.toContain("check_credentials");
    expect(commandsOf(calls)).not.toContain("check_registration");
  });

  it("of a sign-in by password is not asked about", async () => {
    const { calls, user } = await openWindow(snapshot([]), said("missing"));
    await typeAddress(user);
    await user.selectOptions(screen.getByRole("combobox", { name: "Sign in with" }), "password");
    await user.type(field("Client ID"), "4");
    await pause(700);
    expect(asked(calls)).toEqual(["check_address"]);
  });
});

describe("the way to sign in", () => {
  const choice = () => screen.getByLabelText<HTMLSelectElement>("Sign in with");
  const steps = () =>
    screen.getAllByRole("heading", { level: 2 }).map((node) => {
      const number = node.closest("li")?.firstElementChild?.textContent.trim();
      return `${number} ${node.textContent.replace(", done", "").trim()}`.trim();
    });

  it("is the browser unless somebody chooses otherwise", async () => {
    await openWindow(snapshot([]), answers);
    expect(choice().value).toBe("browser");
    expect(screen.getByText("Browser (recommended)")).toBeTruthy();
    expect(steps()).toEqual([
      "1 Where is it?",
      "2 Register Latchkey",
      "3 Client ID and secret",
      "4 Name and environment",
    ]);
  });

  it("by password asks for another kind of client, and starts no browser", async () => {
    const { calls, user, show } = await openWindow(snapshot([]), answers);
    await user.selectOptions(choice(), "User name and password");
    expect(complaint(choice() as unknown as HTMLInputElement)).toMatch(
      /^Bypasses two-factor and single sign-on\..* sent to ProcessMaker once and never kept\.$/,
    );
    const main = screen.getByRole("main").textContent.replace(/\s+/g, " ");
    expect(main).toContain("tick only Enable Password Grant. It needs no Redirect URL.");
    expect(main).not.toContain("Authorization Code");
    await fillIn(user);
    expect(screen.queryByLabelText("Redirect URL")).toBeNull();
    await user.click(button("Save and sign in"));
    expect(commandsOf(given(calls))).toEqual(["add_connection"]);
    expect(calls.at(-1)?.args["draft"]).toMatchObject({ method: "password", clientId: "4" });

    const [added] = fixtures.password(NOW).connections;
    if (added === undefined) throw new Error("no connection");
    await show(snapshot([{ ...added, id: "new" }]));
    expect(document.activeElement).toBe(field("User name"));
  });

  it("by a personal access token needs no client", async () => {
    const { calls, user } = await openWindow(snapshot([]), answers);
    await user.click(button("Save"));
    expect(complaint(field("Client ID"))).toContain("Copy the client ID");
    await user.selectOptions(choice(), "Personal access token");
    expect(complaint(choice() as unknown as HTMLInputElement)).toContain("API Tokens");
    expect(screen.queryByLabelText("Client ID")).toBeNull();
    await user.type(address(), "staging.acme.example");
    await pause(1000);
    expect(steps()).toEqual(["Where is it?", "Name and environment"]);
    await user.click(button("Save and sign in"));
    expect(given(calls)).toEqual([
      {
        command: "add_connection",
        args: {
          draft: {
            name: "staging.acme.example",
            address: "https://staging.acme.example",
            generation: "version4",
            environment: "test",
            method: "personalToken",
            clientId: "",
            clientSecret: null,
            trust,
          },
        },
      },
    ]);
  });

  it("can be changed, and then asks for the client that was not needed before", async () => {
    const { calls, user } = await openWindow(fixtures.personalToken(NOW), answers);
    await user.click(button("Edit Acme production"));
    expect(choice().value).toBe("personalToken");
    await user.selectOptions(choice(), "Browser (recommended)");
    await user.click(button("Save and sign in"));
    expect(document.activeElement).toBe(field("Client ID"));
    await user.type(field("Client ID"), "4");
    await user.type(secret(), "s3cret{Enter}");
    expect(calls.map(({ command }) => command)).toEqual(["edit_connection", "sign_in"]);
    expect(calls[0]?.args["draft"]).toMatchObject({ method: "browser", clientSecret: "s3cret" });
  });

  it("cannot be changed while somebody is signed in, and says so", async () => {
    const { user } = await openWindow(fixtures.signedIn(NOW), {
      ...answers,
      edit_connection: fails("stillSignedIn"),
    });
    await user.click(button("Edit Acme production"));
    await user.selectOptions(choice(), "Personal access token");
    await user.click(button("Save"));
    expect(screen.getByText("Sign out first")).toBeTruthy();
  });
});

describe("editing a connection", () => {
  it("moves the focus along with the screen", async () => {
    const { user } = await openWindow(fixtures.signedOut(NOW), answers);
    await user.click(button("Edit Acme production"));
    expect(document.activeElement?.textContent).toBe("Edit Acme production");
    await user.click(button("Cancel"));
    expect(document.activeElement).toBe(button("Sign in to ProcessMaker"));
  });

  it("keeps the saved secret unless it is replaced", async () => {
    const { calls, user } = await openWindow(fixtures.signedOut(NOW), answers);
    await user.click(button("Edit Acme production"));
    expect(screen.getByText("Saved in the keyring")).toBeTruthy();
    expect(screen.queryByLabelText("Client secret")).toBeNull();
    await user.type(field("Name"), " 2");
    await user.click(button("Save"));
    const draft = {
      name: "Acme production 2",
      address: "https://acme.processmaker.example",
      generation: "version4",
      environment: "production",
      method: "browser",
      clientId: "4",
      clientSecret: null,
      trust,
    };
    expect(calls).toEqual([{ command: "edit_connection", args: { id: "prod", draft } }]);

    await user.click(button("Edit Acme production"));
    await user.click(button("Replace the client secret"));
    expect(document.activeElement).toBe(secret());
    await user.type(secret(), "other");
    await user.click(button("Save"));
    expect(calls.at(-1)?.args["draft"]).toMatchObject({ clientSecret: "other" });
  });

  it("asks for the secret again when the server is another one", async () => {
    const { calls, user } = await openWindow(fixtures.signedOut(NOW), answers);
    await user.click(button("Edit Acme production"));
    expect(screen.queryByLabelText("Client secret")).toBeNull();
    await user.clear(address());
    await user.type(address(), checked.address);
    await user.tab();
    await user.click(button("Save"));
    expect(commandsOf(calls)).not.toContain("edit_connection");
    await user.type(secret(), "its own");
    await user.click(button("Save"));
    expect(calls.at(-1)?.args["draft"]).toMatchObject({ clientSecret: "its own" });
  });

  it("does not offer to sign in somebody who is", async () => {
    const { user } = await openWindow(fixtures.signedIn(NOW), answers);
    await user.click(button("Edit Acme production"));
    expect(screen.queryByRole("button", { name: "Save and sign in" })).toBeNull();
    expect(button("Save")).toBeTruthy();
  });

  it("does not change under the hands when a snapshot arrives", async () => {
    const { user, show } = await openWindow(fixtures.signedIn(NOW), answers);
    await user.click(button("Edit Acme production"));
    await user.type(field("Name"), " 2");
    await show(fixtures.refreshing(NOW));
    expect(field("Name").value).toBe("Acme production 2");
  });

  it("asks before removing, and says that this signs out", async () => {
    const { calls, user } = await openWindow(fixtures.signedIn(NOW), answers);
    await user.click(button("Edit Acme production"));
    await user.click(button("Remove Acme production"));
    const dialog = within(screen.getByRole("dialog", { name: "Remove Acme production?" }));
    expect(dialog.getByText(/copies of the token stop working/)).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Remove" }));
    expect(calls).toEqual([{ command: "remove_connection", args: { id: "prod" } }]);
  });
});

async function fillIn(user: Awaited<ReturnType<typeof openWindow>>["user"]): Promise<void> {
  await user.type(address(), "staging.acme.example");
  await pause();
  await user.type(field("Client ID"), "4");
  await user.type(secret(), "s3cret");
}
