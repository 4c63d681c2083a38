-- The command `ropewalk completion`: what a shell needs to complete the command line.
-- In: a shell's name. Out: its script.

local command = {}

local SHELLS <const> = { "bash", "fish", "zsh" }

function command.add(top)
  local sub = top:command("completion", "print a shell's completion script")
  sub:argument("shell", "bash, fish or zsh"):argname("SHELL"):choices(SHELLS)
end

function command.run(arguments, _, top)
  io.write(top[("get_%s_complete"):format(arguments.shell)](top))
end

return command
