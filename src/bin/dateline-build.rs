//! Compiles and trains the artefacts that the binary embeds: one verb for each. See `src/build/`.

fn main() -> anyhow::Result<()> {
    anyhow::bail!("say what to build")
}
