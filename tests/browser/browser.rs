//! A browser of its own for each test: Chromium without a window, driven by its driver.

use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::ChromeCapabilities;
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt, BufReader};

use crate::harness::{until, within};

/// Width and height of a desk's screen, and of a phone's.
pub(crate) const DESK: (u32, u32) = (1440, 1000);
pub(crate) const PHONE: (u32, u32) = (390, 844);

/// Keys as the driver takes them.
pub(crate) const TAB: &str = "\u{e004}";
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const ESCAPE: &str = "\u{e00c}";

/// A browser with the page of one server open.
pub(crate) struct Browser {
    driver: WebDriver,
    /// Its end is that of the browser too.
    driver_process: tokio::process::Child,
    /// `http://127.0.0.1:PORT`.
    origin: String,
}

/// A command of Chromium's driver beside those of the standard.
#[derive(Debug)]
struct Beside(&'static str, Value);

impl ExtensionCommand for Beside {
    fn parameters_json(&self) -> Option<Value> {
        Some(self.1.clone())
    }

    fn method(&self) -> axum::http::Method {
        axum::http::Method::POST
    }

    fn endpoint(&self) -> Arc<str> {
        self.0.into()
    }
}

impl Browser {
    /// Opens a page of the server at `address`, such as `/#token=…`.
    pub(crate) async fn open(address: &str, path: &str, size: (u32, u32), is_dark: bool) -> Self {
        let mut process = tokio::process::Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver: scripts/set-up-browser installs it");
        let mut lines = BufReader::new(process.stdout.take().expect("piped")).lines();
        let port = within("the port of the driver", async {
            loop {
                let line = lines.next_line().await.unwrap().expect("the driver runs");
                if let Some((_, port)) = line.split_once("successfully on port ") {
                    return port.trim_end_matches('.').to_owned();
                }
            }
        })
        .await;
        // Whatever else it says must be read.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let mut capabilities = ChromeCapabilities::new();
        for argument in [
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--enable-precise-memory-info",
            // Nothing but the server itself can be reached.
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        ] {
            capabilities.add_arg(argument).unwrap();
        }
        capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" })).unwrap();
        let driver = WebDriver::builder(format!("http://127.0.0.1:{port}"), capabilities)
            .request_timeout(Duration::from_mins(2))
            .connect()
            .await
            .expect("a browser");
        let origin = format!("http://{address}");
        let browser = Self { driver, driver_process: process, origin };
        let (width, height) = size;
        let is_phone = size == PHONE;
        browser
            .chromium(
                "Emulation.setDeviceMetricsOverride",
                &json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone }),
            )
            .await;
        browser.colours(is_dark).await;
        browser.driver.goto(format!("{}{path}", browser.origin)).await.unwrap();
        browser
    }

    /// Light or dark, as the system's setting would be.
    pub(crate) async fn colours(&self, is_dark: bool) {
        let value = if is_dark { "dark" } else { "light" };
        // Without transitions: what is looked at is the end of a change.
        let features = json!({ "features": [
            { "name": "prefers-color-scheme", "value": value },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ] });
        self.chromium("Emulation.setEmulatedMedia", &features).await;
    }

    async fn chromium(&self, command: &str, parameters: &Value) -> Value {
        self.beside("/goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    async fn beside(&self, endpoint: &'static str, body: Value) -> Value {
        let command = Command::ExtensionCommand(Box::new(Beside(endpoint, body)));
        self.driver.handle().cmd(command).await.unwrap().value().unwrap()
    }

    /// Runs a script in the page and gives what it returns.
    pub(crate) async fn script(&self, script: &str) -> Value {
        let returned = self.driver.execute(script, Vec::new()).await;
        returned.unwrap_or_else(|error| panic!("{error}: {script}")).json().clone()
    }

    /// Waits until an expression is true.
    pub(crate) async fn holds(&self, expression: &str) {
        let script = format!("return Boolean({expression})");
        until(expression, async || (self.script(&script).await == Value::Bool(true)).then_some(())).await;
    }

    /// The text of the first element; waits for it.
    pub(crate) async fn text(&self, selector: &str) -> String {
        self.holds(&format!("document.querySelector({selector:?})?.textContent.trim()")).await;
        let text = self.script(&format!("return document.querySelector({selector:?}).textContent")).await;
        text.as_str().expect("text").trim().to_owned()
    }

    pub(crate) async fn count(&self, selector: &str) -> u64 {
        let script = format!("return document.querySelectorAll({selector:?}).length");
        self.script(&script).await.as_u64().expect("a number")
    }

    /// Clicks as a person does: the element must be there, visible and not covered.
    pub(crate) async fn click(&self, selector: &str) {
        self.holds(&format!("document.querySelector({selector:?})")).await;
        let what = format!("a click on {selector}");
        until(&what, async || {
            let element = self.driver.find(By::Css(selector)).await.ok()?;
            element.scroll_into_view().await.ok()?;
            element.click().await.ok()
        })
        .await;
    }

    /// Types into an element.
    pub(crate) async fn fill(&self, selector: &str, text: &str) {
        self.driver.find(By::Css(selector)).await.unwrap().send_keys(text).await.unwrap();
    }

    /// Presses keys, wherever the focus is.
    pub(crate) async fn press(&self, keys: &str) {
        self.driver.action_chain().send_keys(keys).perform().await.unwrap();
    }

    /// Moves the pointer over an element.
    pub(crate) async fn point_at(&self, selector: &str) {
        let element = self.driver.find(By::Css(selector)).await.unwrap();
        element.scroll_into_view().await.unwrap();
        self.driver.action_chain().move_to_element_center(&element).perform().await.unwrap();
    }

    /// The findings of axe-core that are serious or worse.
    pub(crate) async fn barriers(&self) -> Vec<String> {
        let file =
            std::env::var("DATELINE_TEST_AXE").expect("DATELINE_TEST_AXE: `make test-browser` sets it");
        self.script(&std::fs::read_to_string(file).unwrap()).await;
        self.script("window.found = null; axe.run({ resultTypes: ['violations'] }).then((found) => { window.found = found.violations })").await;
        self.holds("window.found").await;
        let found = self
            .script(
                "return window.found.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => \
                 `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html).join(' ')}`)",
            )
            .await;
        serde_json::from_value(found).unwrap()
    }

    /// Private memory of the largest process that shows a page, in bytes.
    pub(crate) fn private_bytes(&self) -> f64 {
        let driver = self.driver_process.id().unwrap_or(0);
        let parent = |id: u32| {
            let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
            stat.rsplit_once(')')?.1.split_ascii_whitespace().nth(1)?.parse::<u32>().ok()
        };
        let is_ours =
            |id: u32| std::iter::successors(Some(id), |&id| parent(id)).take(8).any(|id| id == driver);
        let shows_pages = |id: u32| {
            let command = std::fs::read_to_string(format!("/proc/{id}/cmdline"));
            command.is_ok_and(|command| command.contains("--type=renderer"))
        };
        let private = |id: u32| {
            let rollup = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
            let lines = rollup.lines().filter(|line| line.starts_with("Private_"));
            lines.filter_map(|line| line.split_ascii_whitespace().nth(1)?.parse::<f64>().ok()).sum::<f64>()
                * 1024.0
        };
        let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
        ids.filter(|&id| shows_pages(id) && is_ours(id)).map(private).fold(0.0, f64::max)
    }

    /// Writes a picture of the page where `DATELINE_TEST_PICTURES` names a folder.
    pub(crate) async fn picture(&self, name: &str) {
        if let Ok(folder) = std::env::var("DATELINE_TEST_PICTURES") {
            let png = self.driver.screenshot_as_png().await.unwrap();
            std::fs::write(format!("{folder}/{name}.png"), png).unwrap();
        }
    }

    /// Lines of the console at the level of an error, less those that name an expected refusal.
    pub(crate) async fn errors(&self, expected: &[&str]) -> Vec<String> {
        let log = self.beside("/se/log", json!({ "type": "browser" })).await;
        let lines = log.as_array().expect("a log").iter();
        let errors = lines.filter(|line| line["level"] == "SEVERE").map(|line| line["message"].to_string());
        errors.filter(|line| !expected.iter().any(|part| line.contains(part))).collect()
    }

    /// The page is left: there were no errors but expected ones, and it has asked for nothing elsewhere.
    pub(crate) async fn close(self, expected: &[&str]) {
        let errors = self.errors(expected).await;
        assert!(errors.is_empty(), "{errors:#?}");
        let script = "return performance.getEntriesByType('resource').map((one) => one.name)";
        let asked: Vec<String> = serde_json::from_value(self.script(script).await).unwrap();
        let elsewhere: Vec<&String> = asked.iter().filter(|one| !one.starts_with(&self.origin)).collect();
        assert!(elsewhere.is_empty() && !asked.is_empty(), "{elsewhere:?}");
        self.driver.quit().await.unwrap();
    }
}
