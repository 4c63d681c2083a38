-- What a refusal must look like.
-- In: what was raised, or the one line of a command. Out: what is wrong with it, or nil.
-- Always: the rule is `file: field: what is wrong`, in one line.

local refusal = {}

local LONGEST <const> = 1200

--- What is wrong with a line that refuses the file of a path; nil if nothing is.
function refusal.wrong_line(path, line)
  if line:find("%c") then return "a control character in: " .. line end
  if #line > LONGEST then return #line .. " characters: " .. line:sub(1, 200) end
  if line:sub(1, #path + 2) ~= path .. ": " then return "no file before: " .. line end
  if line:find("not enough memory", 1, true) then return "memory ran out: " .. line end
  if line:find("traceback", 1, true) or line:find("%.lua:%d+:") then
    return "a traceback: " .. line
  end
end

--- What is wrong with what was raised about the file of a path; nil if nothing is.
function refusal.wrong(path, problem)
  if type(problem) ~= "table" or type(problem.message) ~= "string" then
    return "not refused but broken: " .. tostring(problem)
  end
  return refusal.wrong_line(path, problem.message)
end

return refusal
